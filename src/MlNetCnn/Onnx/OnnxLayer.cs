using System.Collections.Immutable;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>A layer at its place in a graph that is being written.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Path">The layer's path.</param>
/// <param name="Inputs">The tensors that come in: one, or the ends of the branches inside.</param>
/// <param name="Weights">The names of its own tensors of weights, in PyTorch's order, which is ONNX's.</param>
/// <param name="InputShape">The shape of one example coming in.</param>
/// <param name="OutputShape">The shape of one example going out.</param>
internal sealed record OnnxLayer(
    OnnxGraph Graph, string Path, ImmutableArray<string> Inputs, ImmutableArray<string> Weights, TensorShape InputShape, TensorShape OutputShape)
{
    public string Input => Inputs[0];

    /// <summary>A layer that is one operator: of its input and its weights.</summary>
    public string Step(string operation, params ReadOnlySpan<AttributeProto> attributes) => Result(operation, [Input, .. Weights], attributes);

    /// <summary>The node that gives the layer's output, called by the layer's path.</summary>
    public string Result(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes) =>
        Graph.Describe(Graph.Node(operation, Graph.Fresh(Path), inputs, attributes), OutputShape);

    /// <summary>A node within the layer.</summary>
    public string Between(string role, string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes) =>
        Graph.Node(operation, Graph.Fresh($"{Path}/{role}"), inputs, attributes);

    public string Constant(string role, ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values) =>
        Graph.Constant(Graph.Fresh($"{Path}/{role}"), dimensions, values);

    /// <summary>A list of whole numbers, such as a shape.</summary>
    public string Numbers(string role, params ReadOnlySpan<long> values) => Graph.Constant(OnnxTensor.Write(Graph.Fresh($"{Path}/{role}"), values));

    /// <summary>A tensor of weights with two sides of 1 behind its own, so that it meets feature maps channel by channel.</summary>
    public string PerChannel(string weights) => Graph.Extend(weights, [1, 1]);

    public string Constant(string role, double value) => Constant(role, [], [(float)value]);
}
