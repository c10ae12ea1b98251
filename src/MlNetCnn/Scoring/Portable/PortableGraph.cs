using System.Collections.Immutable;
using System.Text.Json;
using Google.Protobuf;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>A network's ONNX graph as ML.NET's own OnnxTransformer wants it: outputs called as columns, slot names inside.</summary>
internal static class PortableGraph
{
    // What is added goes by this prefix.
    public const string Own = "MlNetCnn.";

    /// <summary>The likeliest class's index, or the number of classes where it is not known: an output where the model says what is.</summary>
    public const string Shown = $"{Own}Shown";

    private const string SlotNames = $"mlnet.{OnnxMetadata.Score}.SlotNames";

    public static byte[] Create(
        ScoringGraph network, ImmutableArray<NetworkColumn> layers, string featureColumnName, string inputName, string indexName,
        bool takesImages = false, ResizeMode? resize = null)
    {
        var options = new OnnxExportOptions
        {
            InputName = inputName,
            Outputs = [.. layers.Select(l => l.Path).Distinct()],
            // ML.NET refuses a graph with constants of 16 bits.
            Precision = network.Model is null ? null : OnnxPrecision.Float32,
        };
        var onnx = ModelProto.Parser.ParseFrom(network.ToOnnx(options));
        OnnxNames.Change(onnx.Graph, OnnxMetadata.PredictedIndex, indexName);
        DropBatches(onnx.Graph, layers, network.ClassNames.Length);
        if (network.KnownFrom is not null)
            AddShown(onnx.Graph, indexName, network.ClassNames.Length);
        AddSlotNames(onnx, network.ClassNames);
        if (takesImages)
            OnnxMetadata.Set(onnx, OnnxMetadata.Images, resize is null ? "rgb" : $"{resize}");
        if (takesImages && network.Image.Channels == 1)
            GrayGraph.Prepend(onnx.Graph, inputName);
        if (resize is not null)
            ShrinkGraph.Prepend(onnx.Graph, inputName, ShrinkGraph.Times(network.Image));
        OnnxMetadata.Set(onnx, OnnxMetadata.FeatureColumn, featureColumnName);
        if (layers.Length > 0)
            OnnxMetadata.Set(onnx, OnnxMetadata.Layers, JsonSerializer.Serialize(layers.Select(l => new[] { l.Path, l.Name })));
        return onnx.ToByteArray();
    }

    /// <summary>Takes what <see cref="Create"/> added to a graph of others away again.</summary>
    public static void Restore(GraphProto graph)
    {
        ShrinkGraph.Detach(graph);
        GrayGraph.Detach(graph);
        var added = graph.Node.Where(n => n.Name == SlotNames || n.Name.StartsWith(Own, StringComparison.Ordinal)).ToArray();
        foreach (var node in added)
            graph.Node.Remove(node);
        foreach (var constant in graph.Initializer.Where(i => i.Name == SlotNames || i.Name.StartsWith(Own, StringComparison.Ordinal)).ToArray())
            graph.Initializer.Remove(constant);
        if (graph.Output.FirstOrDefault(o => o.Name == Shown) is { } shown)
            graph.Output.Remove(shown);
        OnnxNames.Change(graph, $"{Own}{OnnxMetadata.Score}", OnnxMetadata.Score);
        var score = graph.Output.FirstOrDefault(o => o.Name == OnnxMetadata.Score)?.Type?.TensorType?.Shape;
        if (score is { Dim.Count: 1 })
            score.Dim.Insert(0, new TensorShapeProto.Types.Dimension { DimParam = "N" });
        OnnxNames.Change(graph, $"{Own}Index", OnnxMetadata.PredictedIndex);
    }

    /// <summary>
    /// OnnxTransformer runs one row at a time and keeps the batch as one of the column's dimensions: [1, classes] → [classes]. Layers'
    /// outputs get their columns' names on the way.
    /// </summary>
    private static void DropBatches(GraphProto graph, ImmutableArray<NetworkColumn> layers, int classes)
    {
        OnnxNames.Change(graph, OnnxMetadata.Score, Own + OnnxMetadata.Score);
        foreach (var path in layers.Select(l => l.Path).Distinct())
        {
            OnnxNames.Change(graph, path, $"{Own}Layer.{path}");
            graph.Output.Remove(graph.Output.Single(o => o.Name == $"{Own}Layer.{path}"));
        }
        graph.Output.Remove(graph.Output.Single(o => o.Name == Own + OnnxMetadata.Score));
        // Another layer's tensor may have the name that a column wants.
        foreach (var layer in layers)
            OnnxNames.Change(graph, layer.Name, $"{Own}Layer.{layer.Name}");
        AddOutput(graph, Own + OnnxMetadata.Score, OnnxMetadata.Score, new TensorShape(classes));
        foreach (var layer in layers)
            AddOutput(graph, $"{Own}Layer.{layer.Path}", layer.Name, layer.Shape);
    }

    private static void AddOutput(GraphProto graph, string tensor, string name, TensorShape shape)
    {
        var sizes = shape.Dimensions.Select(d => (long)d).ToArray();
        graph.Initializer.Add(OnnxTensor.Write($"{Own}Shape.{name}", sizes));
        graph.Node.Add(new NodeProto
        {
            Name = $"{Own}Reshape.{name}",
            OpType = "Reshape",
            Input = { tensor, $"{Own}Shape.{name}" },
            Output = { name },
        });
        var dimensions = new TensorShapeProto { Dim = { sizes.Select(d => new TensorShapeProto.Types.Dimension { DimValue = d }) } };
        graph.Output.Add(new ValueInfoProto
        {
            Name = name,
            Type = new() { TensorType = new() { ElemType = (int)TensorProto.Types.DataType.Float, Shape = dimensions } },
        });
    }

    private static void AddShown(GraphProto graph, string indexName, int classes)
    {
        graph.Initializer.Add(OnnxTensor.Write($"{Own}Strange", [(long)classes]));
        graph.Node.Add(new NodeProto { Name = Shown, OpType = "Where", Input = { OnnxMetadata.IsKnown, indexName, $"{Own}Strange" }, Output = { Shown } });
        var shown = graph.Output.Single(o => o.Name == indexName).Clone();
        shown.Name = Shown;
        graph.Output.Add(shown);
    }

    /// <summary>OnnxTransformer takes an output's slot names from a node of this name that nothing else uses.</summary>
    private static void AddSlotNames(ModelProto onnx, IEnumerable<string> names)
    {
        var keys = new AttributeProto { Name = "keys_strings", Type = AttributeProto.Types.AttributeType.Strings };
        keys.Strings.Add(names.Select(ByteString.CopyFromUtf8));
        var values = new AttributeProto { Name = "values_int64s", Type = AttributeProto.Types.AttributeType.Ints };
        values.Ints.Add(Enumerable.Range(0, keys.Strings.Count).Select(i => (long)i));
        if (onnx.OpsetImport.All(o => o.Domain != "ai.onnx.ml"))
            onnx.OpsetImport.Add(new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 2 });
        onnx.Graph.Initializer.Add(new TensorProto
        {
            Name = SlotNames,
            DataType = (int)TensorProto.Types.DataType.String,
            Dims = { keys.Strings.Count },
            StringData = { keys.Strings },
        });
        onnx.Graph.Node.Add(new NodeProto
        {
            Name = SlotNames,
            Domain = "ai.onnx.ml",
            OpType = "LabelEncoder",
            Input = { SlotNames },
            Output = { SlotNames + ".unusedOutput" },
            Attribute = { keys, values },
        });
    }
}
