using Google.Protobuf;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn.Tests;

/// <summary>Small ONNX files as others write them: an input <c>x</c>, nodes one after another, an output <c>y</c>.</summary>
internal sealed class GraphFile(int opset = 17)
{
    private readonly Random _random = new(7);
    private readonly GraphProto _graph = new() { Name = "graph" };

    public GraphFile Node(string operation, string output, string[] inputs, params AttributeProto[] attributes)
    {
        _graph.Node.Add(new NodeProto { OpType = operation, Name = $"the {output}", Input = { inputs }, Output = { output.Split(' ') }, Attribute = { attributes } });
        return this;
    }

    public GraphFile Weights(string name, params long[] dimensions) =>
        Constant(name, dimensions, [.. Enumerable.Range(0, (int)dimensions.Aggregate(1L, (p, d) => p * d)).Select(_ => _random.NextSingle() - 0.3f)]);

    public GraphFile Constant(string name, long[] dimensions, params float[] values)
    {
        _graph.Initializer.Add(OnnxTensor.Write(name, dimensions, values));
        return this;
    }

    public GraphFile Numbers(string name, params long[] values)
    {
        _graph.Initializer.Add(OnnxTensor.Write(name, values));
        return this;
    }

    public GraphFile Truth(string name)
    {
        _graph.Initializer.Add(new TensorProto { Name = name, DataType = (int)TensorProto.Types.DataType.Bool, RawData = ByteString.CopyFrom(1) });
        return this;
    }

    /// <summary>Reads it as a network.</summary>
    /// <param name="input">The sides of the input, the batch's first.</param>
    /// <param name="options">Options of the import.</param>
    public OnnxNetwork Read(long[] input, OnnxClassifierOptions? options = null)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.onnx");
        try
        {
            File.WriteAllBytes(path, Model(input).ToByteArray());
            return OnnxNetwork.Read(path, options ?? new(), classNames: null);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private ModelProto Model(long[] input)
    {
        var shape = new TensorShapeProto { Dim = { input.Select(d => new TensorShapeProto.Types.Dimension { DimValue = d }) } };
        _graph.Input.Add(new ValueInfoProto { Name = "x", Type = new() { TensorType = new() { ElemType = 1, Shape = shape } } });
        _graph.Output.Add(new ValueInfoProto { Name = "y", Type = new() { TensorType = new() { ElemType = 1 } } });
        return new() { IrVersion = 8, Graph = _graph, OpsetImport = { new OperatorSetIdProto { Version = opset } } };
    }
}
