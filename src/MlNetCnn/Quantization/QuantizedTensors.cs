using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>
/// Decides which tensors of a graph are rounded to 8 bits: those between operators that ONNX Runtime computes on integers. Where one ends,
/// in front of an operator on floats and of the softmax, values are floats again. The graph may be changed afterwards.
/// </summary>
internal sealed class QuantizedTensors
{
    private readonly Dictionary<string, NodeProto> _producers;
    private readonly ILookup<string, NodeProto> _consumers;
    private readonly HashSet<string> _constants;
    private readonly Dictionary<string, string> _measured;

    public QuantizedTensors(GraphProto graph)
    {
        _producers = graph.Node.SelectMany(n => n.Output.Select(o => (Tensor: o, Node: n))).ToDictionary(p => p.Tensor, p => p.Node, StringComparer.Ordinal);
        _consumers = graph.Node.SelectMany(n => n.Input.Select(i => (Tensor: i, Node: n))).ToLookup(c => c.Tensor, c => c.Node, StringComparer.Ordinal);
        _constants = [.. graph.Initializer.Select(i => i.Name)];
        string[] rounded = [.. graph.Input.Select(i => i.Name).Concat(graph.Node.SelectMany(n => n.Output)).Where(IsRounded)];
        _measured = rounded.ToDictionary(t => t, Source, StringComparer.Ordinal);
        Measured = [.. rounded.Where(t => _measured[t] == t)];
    }

    /// <summary>Those whose ranges have to be known, in the order of computation.</summary>
    public IReadOnlyList<string> Measured { get; }

    /// <summary>Whether the tensor is rounded.</summary>
    public bool Contains(string tensor) => _measured.ContainsKey(tensor);

    /// <summary>The tensor whose range a rounded one has: mostly its own.</summary>
    public string Measure(string tensor) => _measured[tensor];

    // Operators that only choose and arrange values must not round anew.
    private string Source(string tensor) =>
        _producers.TryGetValue(tensor, out var producer) && producer.OpType is "MaxPool" or "Flatten" && IsRounded(producer.Input[0])
            ? Source(producer.Input[0])
            : tensor;

    private bool IsRounded(string tensor)
    {
        if (_constants.Contains(tensor) || !_consumers.Contains(tensor) || IsLogits(tensor))
            return false;
        var isInteger = _producers.TryGetValue(tensor, out var producer) && IsInteger(producer);
        // What a ReLU cuts off is not worth steps: ONNX Runtime takes the ReLU into the rounding behind it.
        if (isInteger && _consumers[tensor].ToArray() is [{ OpType: "Relu" }])
            return false;
        return isInteger || _consumers[tensor].Any(IsInteger);
    }

    private bool IsInteger(NodeProto node) => node.OpType switch
    {
        "Conv" or "Gemm" or "Concat" or "AveragePool" or "GlobalAveragePool" or "Sigmoid" or "LeakyRelu" => true,
        "MaxPool" or "Flatten" => !IsLogits(node.Output[0]),
        "Add" => !node.Input.Any(_constants.Contains),
        // SiLU is x·sigmoid(x); other products are parts of what is computed in floats.
        "Mul" => _producers.TryGetValue(node.Input[1], out var factor) && factor.OpType == "Sigmoid",
        "Relu" => _producers.TryGetValue(node.Input[0], out var producer) && IsInteger(producer),
        _ => false,
    };

    /// <summary>Whether the softmax is all that follows: 256 steps would be few for probabilities.</summary>
    private bool IsLogits(string tensor) =>
        _consumers[tensor].Any() && _consumers[tensor].All(n => n.OpType == "Softmax" || n.OpType == "Flatten" && IsLogits(n.Output[0]));
}
