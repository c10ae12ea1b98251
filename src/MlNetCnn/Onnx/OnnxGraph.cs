using System.Diagnostics.CodeAnalysis;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>
/// A graph while it is written: keeps the names of its tensors apart and knows which of them holds a layer's output. Names of layers'
/// outputs are the layers' paths; everything in between is <c>path/role</c>, since no path holds a '/'.
/// </summary>
internal sealed class OnnxGraph(string name, IEnumerable<string> reserved)
{
    /// <summary>A protobuf message ends at 2³¹ − 1 bytes; nodes and metadata get 16 MiB of that.</summary>
    private const long LargestWeights = int.MaxValue - (16L << 20);

    private readonly HashSet<string> _taken = new(reserved, StringComparer.Ordinal);
    private readonly Dictionary<string, (string Tensor, TensorShape Shape)> _outputs = new(StringComparer.Ordinal);
    private readonly List<(string Tensor, TensorShape Shape)> _shapes = [];
    private long _weightBytes;

    public GraphProto Proto { get; } = new() { Name = name };

    /// <summary>Refuses what would not fit into a file, before any memory is taken for it.</summary>
    public void Reserve(long elements)
    {
        _weightBytes += elements * sizeof(float);
        if (_weightBytes > LargestWeights)
            throw new InvalidOperationException(
                $"Network '{Proto.Name}' has {_weightBytes / 1e9:0.0} GB of weights and constants, "
                + "but one ONNX file holds less than 2.1 GB: make its layers narrower.");
    }

    /// <summary>This name, or one made from it when it is taken.</summary>
    public string Fresh(string wanted)
    {
        while (!_taken.Add(wanted))
            wanted += "/out";
        return wanted;
    }

    /// <summary>Adds a node with one output, called like it, and returns that name.</summary>
    public string Node(string operation, string output, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = operation, Name = output };
        foreach (var input in inputs)
            node.Input.Add(input);
        node.Output.Add(output);
        foreach (var attribute in attributes)
            node.Attribute.Add(attribute);
        Proto.Node.Add(node);
        return output;
    }

    /// <summary>Adds a tensor of fixed values and returns its name.</summary>
    public string Constant(string name, ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values) =>
        Constant(OnnxTensor.Write(name, dimensions, values));

    /// <inheritdoc cref="Constant(string, ReadOnlySpan{long}, ReadOnlySpan{float})"/>
    public string Constant(TensorProto tensor)
    {
        Proto.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>Adds sides to a tensor of weights, also where it is kept in 16 bits and widened under its name.</summary>
    public string Extend(string name, ReadOnlySpan<long> sides)
    {
        foreach (var tensor in Proto.Initializer.Where(i => i.Name == name || i.Name.StartsWith($"{name}/", StringComparison.Ordinal)))
            tensor.Dims.AddRange(sides.ToArray());
        return name;
    }

    /// <summary>Notes the shape of one example in a tensor.</summary>
    public string Describe(string tensor, TensorShape shape)
    {
        _shapes.Add((tensor, shape));
        return tensor;
    }

    /// <summary>Notes which tensor holds the output of the layer at this path.</summary>
    public void Resolve(string path, string tensor, TensorShape shape) => _outputs.Add(path, (tensor, shape));

    public bool TryResolve(string path, [NotNullWhen(true)] out string? tensor, [NotNullWhen(true)] out TensorShape? shape)
    {
        var found = _outputs.TryGetValue(path, out var output);
        (tensor, shape) = output;
        return found;
    }

    public void Input(string name, TensorShape shape) => Proto.Input.Add(Value(name, shape, TensorProto.Types.DataType.Float));

    public void Output(string name, TensorShape shape, TensorProto.Types.DataType type = TensorProto.Types.DataType.Float) =>
        Proto.Output.Add(Value(name, shape, type));

    /// <summary>The finished graph, with the shapes of the tensors in between.</summary>
    public GraphProto Finish()
    {
        var outputs = Proto.Output.Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        Proto.ValueInfo.Add(
            _shapes.Where(s => !outputs.Contains(s.Tensor)).Select(s => Value(s.Tensor, s.Shape, TensorProto.Types.DataType.Float)));
        return Proto;
    }

    private static ValueInfoProto Value(string name, TensorShape shape, TensorProto.Types.DataType type)
    {
        var dimensions = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "N" } } };
        dimensions.Dim.Add(shape.Dimensions.Select(d => new TensorShapeProto.Types.Dimension { DimValue = d }));
        return new() { Name = name, Type = new() { TensorType = new() { ElemType = (int)type, Shape = dimensions } } };
    }
}
