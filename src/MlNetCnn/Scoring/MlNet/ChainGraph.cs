using System.Collections.Immutable;
using Google.Protobuf;
using Microsoft.ML;
using MlNetCnn.Onnx.Proto;
using ElementType = MlNetCnn.Onnx.Proto.TensorProto.Types.DataType;

namespace MlNetCnn;

/// <summary>Joins the graphs of a pipeline's steps: each reads the columns' tensors as they are by then, and gives new ones.</summary>
internal sealed class ChainGraph
{
    private const int Opset = OnnxExporter.Opset, OldestOpset = 13;

    private readonly GraphProto _graph = new() { Name = "pipeline" };
    private readonly Dictionary<string, ValueInfoProto> _columns = [];
    private readonly Dictionary<string, long> _opsets = [];
    private int _parts;

    /// <summary>ML.NET keeps slot names in a node and a constant of such names.</summary>
    public static bool IsOfSlotNames(string name) => name.StartsWith("mlnet.", StringComparison.Ordinal);

    /// <summary>A step that ML.NET converted.</summary>
    public void Append(ModelProto part)
    {
        var graph = part.Graph;
        Remove(graph.Node, n => IsOfSlotNames(n.Name));
        Remove(graph.Initializer, i => IsOfSlotNames(i.Name));
        if (OnnxOpset.Of(part) < OldestOpset)
            OnnxOpset.Raise(graph);
        var (tensors, prefix) = (graph.Input.ToDictionary(i => i.Name, TensorOf), NextPrefix());
        OnnxNames.Change(graph, name => tensors.GetValueOrDefault(name, prefix + name));
        foreach (var output in graph.Output.Where(o => o.Name.EndsWith(".output", StringComparison.Ordinal)))
            _columns[output.Name[prefix.Length..^".output".Length]] = output;
        Take(part);
    }

    /// <exception cref="ArgumentException">It reads images, or is a graph of others for operators of another version.</exception>
    public void Append(CnnTransformer network, DataViewSchema schema)
    {
        if (ImageColumn.Is(schema[network.FeatureColumnName].Type))
            throw new ArgumentException(
                $"The network reads images in column '{network.FeatureColumnName}', which ONNX has none of: convert the steps behind it, or one that was trained on pixels.", nameof(network));
        var (prefix, scoring) = (NextPrefix(), network.Graph);
        var part = ModelProto.Parser.ParseFrom(scoring.ToOnnx(new OnnxExportOptions { InputName = "Features", Outputs = [.. network.Layers.Select(l => l.Path).Distinct()] }));
        if (OnnxOpset.Of(part) is < OldestOpset or > Opset)
            throw new ArgumentException(
                $"{scoring.Source} is for ONNX's operators of version {OnnxOpset.Of(part)}, and those of a pipeline have one version from {OldestOpset} to {Opset}: use it as a file of its own.", nameof(network));
        OnnxNames.Change(part.Graph, name => prefix + name);
        Add("Cast", [_columns[network.FeatureColumnName].Name], prefix + "Pixels", OnnxAttribute.Int("to", (long)ElementType.Float));
        Reshape(prefix + "Pixels", prefix + "Features", [scoring.IsOneByOne ? 1 : -1, .. scoring.Image.Dimensions]);
        Take(part);

        var classes = scoring.ClassNames;
        Column(OnnxMetadata.Score, prefix + OnnxMetadata.Score, ElementType.Float, classes.Length);
        // Keys begin at 1.
        _graph.Initializer.Add(OnnxTensor.Write(prefix + "One", [1]));
        Add("Add", [prefix + OnnxMetadata.PredictedIndex, prefix + "One"], prefix + "Key");
        Add("Cast", [prefix + "Key"], prefix + "Key32", OnnxAttribute.Int("to", (long)ElementType.Uint32));
        Column(CnnSchema.PredictedLabel, prefix + "Key32", ElementType.Uint32, 1);
        if (scoring.KnownFrom is not null)
            AddKnown(prefix, classes);
        foreach (var layer in network.Layers)
            Column(layer.Name, prefix + layer.Path, ElementType.Float, [.. layer.Shape.Dimensions]);
    }

    /// <summary>Outputs are called as ML.NET calls them: <c>column.output</c>.</summary>
    public ModelProto Finish(DataViewSchema schema)
    {
        foreach (var column in schema.Where(c => _columns.ContainsKey(c.Name)))
        {
            var output = _columns[column.Name].Clone();
            output.Name = $"{column.Name}.output";
            Add("Identity", [_columns[column.Name].Name], output.Name);
            _graph.Output.Add(output);
        }
        return new ModelProto
        {
            IrVersion = 8,
            ProducerName = "MlNetCnn",
            Graph = _graph,
            OpsetImport = { new OperatorSetIdProto { Version = Opset }, _opsets.Select(o => new OperatorSetIdProto { Domain = o.Key, Version = o.Value }) },
        };
    }

    private void AddKnown(string prefix, ImmutableArray<string> classes)
    {
        var names = new TensorProto { Name = prefix + "Names", DataType = (int)ElementType.String, Dims = { classes.Length + 1 } };
        names.StringData.Add(classes.Add(CnnSchema.Unknown).Select(ByteString.CopyFromUtf8));
        _graph.Initializer.Add(names);
        _graph.Initializer.Add(OnnxTensor.Write(prefix + "Unknown", [classes.Length]));
        Add("Where", [prefix + OnnxMetadata.IsKnown, prefix + OnnxMetadata.PredictedIndex, prefix + "Unknown"], prefix + "Shown");
        Add("Gather", [names.Name, prefix + "Shown"], prefix + "Class");
        Column(CnnSchema.IsKnown, prefix + OnnxMetadata.IsKnown, ElementType.Bool, 1);
        Column(CnnSchema.PredictedClass, prefix + "Class", ElementType.String, 1);
    }

    private void Column(string name, string tensor, ElementType type, params ReadOnlySpan<int> dimensions)
    {
        Reshape(tensor, tensor + ".column", [-1, .. dimensions]);
        var shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "N" } } };
        foreach (var dimension in dimensions)
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = dimension });
        _columns[name] = new ValueInfoProto { Name = tensor + ".column", Type = new() { TensorType = new() { ElemType = (int)type, Shape = shape } } };
    }

    // Of the first part these are the whole graph's own.
    private string TensorOf(ValueInfoProto input)
    {
        if (_columns.TryGetValue(input.Name, out var known))
            return known.Name;
        _graph.Input.Add(input.Clone());
        return input.Name;
    }

    private void Reshape(string from, string to, long[] shape)
    {
        _graph.Initializer.Add(OnnxTensor.Write(to + ".shape", shape));
        Add("Reshape", [from, to + ".shape"], to);
    }

    private void Add(string type, string[] inputs, string output, params AttributeProto[] attributes) =>
        _graph.Node.Add(new NodeProto { OpType = type, Input = { inputs }, Output = { output }, Attribute = { attributes } });

    private void Take(ModelProto part)
    {
        foreach (var opset in part.OpsetImport.Where(o => o.Domain is not ("" or "ai.onnx")))
            _opsets[opset.Domain] = Math.Max(opset.Version, _opsets.GetValueOrDefault(opset.Domain));
        // Names of nodes must not repeat; ML.NET's do not tell anything.
        foreach (var node in part.Graph.Node)
            node.Name = "";
        _graph.Node.Add(part.Graph.Node);
        _graph.Initializer.Add(part.Graph.Initializer);
    }

    private string NextPrefix() => $"{++_parts}.";

    private static void Remove<T>(ICollection<T> items, Func<T, bool> which)
    {
        foreach (var item in items.Where(which).ToArray())
            items.Remove(item);
    }
}
