using System.Collections.Immutable;
using System.Text.Json;
using MlNetCnn.Onnx.Proto;
using static MlNetCnn.OnnxAttribute;
using ElementType = MlNetCnn.Onnx.Proto.TensorProto.Types.DataType;

namespace MlNetCnn;

/// <summary>
/// Makes of an ONNX file of others what scoring needs: one input <c>[N, C, H, W]</c> of pixels as they come, preprocessing, their graph,
/// a softmax where they have none, <c>Score [N, classes]</c> and <c>PredictedIndex [N, 1]</c>.
/// </summary>
internal sealed class ForeignGraphWriter
{
    // Operators written here mean the same from this version of ONNX on.
    private const int FirstOpset = 7;

    // Since IR version 4 a constant need not be an input too.
    private const int FirstIrVersion = 4;

    private readonly ModelProto _onnx;
    private readonly GraphProto _graph;
    private readonly ImmutableArray<string> _classNames;
    private readonly OnnxClassifierOptions _options;
    private readonly string _source;

    private ForeignGraphWriter(ModelProto onnx, ImmutableArray<string> classNames, OnnxClassifierOptions options, string source) =>
        (_onnx, _graph, _classNames, _options, _source) = (onnx, onnx.Graph, classNames, options, source);

    /// <exception cref="InvalidDataException">The file is no such graph; the message says what it has and what is needed.</exception>
    /// <exception cref="ArgumentException">Names or options do not fit it.</exception>
    public static ForeignGraph Create(string path, ImmutableArray<string> classNames, OnnxClassifierOptions options)
    {
        ModelProto onnx;
        using (var file = File.OpenRead(path))
            onnx = OnnxFile.Parse(file, $"'{path}'");
        new OnnxExternalData(path).Embed(onnx);
        return new ForeignGraphWriter(onnx, classNames, options, $"'{path}'").Create();
    }

    private ForeignGraph Create()
    {
        CheckOpset();
        var input = new ForeignInput(_graph, _options, _source);
        var output = new ForeignOutput(_graph, _options, _classNames.Length, _source);
        var (inputName, outputName) = ("net/" + input.Name, "net/" + output.Name);
        // Their names cannot meet ours.
        OnnxNames.Change(_graph, name => "net/" + name);
        foreach (var node in _graph.Node.Where(n => n.Name.Length > 0))
            node.Name = "net/" + node.Name;
        _graph.Input.Clear();
        _graph.Output.Clear();
        Before(input, inputName);
        After(output, outputName, input.IsOneByOne);
        Describe(input.Image);
        return ForeignProbe.Check(_onnx, _source);
    }

    private void CheckOpset()
    {
        var opset = OnnxOpset.Of(_onnx);
        if (opset < FirstOpset)
            throw new InvalidDataException($"{_source} is of opset {opset}, but {FirstOpset} or later is needed: export it anew or convert it.");
        _onnx.IrVersion = Math.Max(_onnx.IrVersion, FirstIrVersion);
    }

    private void Before(ForeignInput input, string inputName)
    {
        var nodes = new List<NodeProto>();
        var image = input.Image;
        var x = new OnnxExportOptions().InputName;
        _graph.Input.Add(Value(x, ElementType.Float, input.IsOneByOne, image.Dimensions));
        var preprocessing = _options.Preprocessing;
        if (preprocessing.Scale != 1)
            x = Apply("Mul", "scale", [], [preprocessing.Scale]);
        if (preprocessing.Mean.Length > 0)
        {
            x = Apply("Sub", "mean", [1, image.Channels, 1, 1], preprocessing.Mean.AsSpan());
            x = Apply("Div", "std", [1, image.Channels, 1, 1], preprocessing.Std.AsSpan());
        }
        if (_options.Layout == ImageLayout.ChannelsLast)
            x = Node(nodes, "Transpose", "preprocessing/channels_last", [x], Ints("perm", 0, 2, 3, 1)); // [N, C, H, W] → [N, H, W, C]
        Node(nodes, "Cast", inputName, [x], Int("to", (int)input.Type));
        for (var i = 0; i < nodes.Count; i++)
            _graph.Node.Insert(i, nodes[i]);

        string Apply(string operation, string role, ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values)
        {
            _graph.Initializer.Add(OnnxTensor.Write($"preprocessing/{role}", dimensions, values));
            return Node(nodes, operation, $"preprocessing/{role}/out", [x, $"preprocessing/{role}"]);
        }
    }

    private void After(ForeignOutput output, string outputName, bool isOneByOne)
    {
        var x = Node(_graph.Node, "Cast", "scoring/single", [outputName], Int("to", (int)ElementType.Float));
        _graph.Initializer.Add(OnnxTensor.Write("scoring/shape", [-1, _classNames.Length]));
        var softmax = output.NeedsSoftmax;
        x = Node(_graph.Node, "Reshape", softmax ? "scoring/flat" : OnnxMetadata.Score, [x, "scoring/shape"]); // [N, classes, 1, 1] → [N, classes]
        if (softmax)
            x = Node(_graph.Node, "Softmax", OnnxMetadata.Score, [x], Int("axis", 1));
        Node(_graph.Node, "ArgMax", OnnxMetadata.PredictedIndex, [x], Int("axis", 1), Int("keepdims", 1)); // → [N, 1]
        _graph.Output.Add(Value(OnnxMetadata.Score, ElementType.Float, isOneByOne, [_classNames.Length]));
        _graph.Output.Add(Value(OnnxMetadata.PredictedIndex, ElementType.Int64, isOneByOne, [1]));
    }

    private void Describe(TensorShape image)
    {
        foreach (var entry in _onnx.MetadataProps.Where(p => p.Key.StartsWith(OnnxMetadata.Prefix, StringComparison.Ordinal)).ToArray())
            _onnx.MetadataProps.Remove(entry);
        OnnxMetadata.Set(_onnx, OnnxMetadata.Format, OnnxMetadata.CurrentFormat.ToString());
        OnnxMetadata.Set(_onnx, OnnxMetadata.Foreign, "true");
        OnnxMetadata.Set(_onnx, OnnxMetadata.Input, JsonSerializer.Serialize(image, ArchitectureJson.Compact));
        OnnxMetadata.Set(_onnx, OnnxMetadata.Classes, JsonSerializer.Serialize(_classNames, ArchitectureJson.Compact));
    }

    private static string Node(ICollection<NodeProto> nodes, string operation, string output, string[] inputs, params AttributeProto[] attributes)
    {
        nodes.Add(new NodeProto { OpType = operation, Name = output, Input = { inputs }, Output = { output }, Attribute = { attributes } });
        return output;
    }

    private static ValueInfoProto Value(string name, ElementType type, bool isOneByOne, ImmutableArray<int> dimensions)
    {
        var batch = isOneByOne ? new TensorShapeProto.Types.Dimension { DimValue = 1 } : new() { DimParam = "N" };
        var shape = new TensorShapeProto { Dim = { batch } };
        shape.Dim.Add(dimensions.Select(d => new TensorShapeProto.Types.Dimension { DimValue = d }));
        return new() { Name = name, Type = new() { TensorType = new() { ElemType = (int)type, Shape = shape } } };
    }
}
