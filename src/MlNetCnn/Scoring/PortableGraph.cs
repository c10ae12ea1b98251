using Google.Protobuf;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>A model's ONNX graph as ML.NET's own OnnxTransformer wants it: outputs called as columns, slot names inside.</summary>
internal static class PortableGraph
{
    public static byte[] Create(CnnModel model, string inputName, string indexName)
    {
        var onnx = ModelProto.Parser.ParseFrom(model.ToOnnx(new OnnxExportOptions { InputName = inputName }));
        Rename(onnx.Graph, OnnxMetadata.PredictedIndex, indexName);
        DropBatchOfScore(onnx.Graph);
        AddSlotNames(onnx, model.ClassNames);
        return onnx.ToByteArray();
    }

    private static void Rename(GraphProto graph, string from, string to)
    {
        foreach (var names in graph.Node.SelectMany(n => new[] { n.Input, n.Output }).Where(names => names.Contains(from)))
            names[names.IndexOf(from)] = to;
        foreach (var output in graph.Output.Where(o => o.Name == from))
            output.Name = to;
    }

    /// <summary>
    /// OnnxTransformer runs one row at a time and keeps the batch as one of the column's dimensions: [1, classes] → [classes].
    /// </summary>
    private static void DropBatchOfScore(GraphProto graph)
    {
        const string batch = "MlNetCnn.Batch";
        const string axes = "MlNetCnn.Axes";
        Rename(graph, OnnxMetadata.Score, batch);
        var score = graph.Output.Single(o => o.Name == batch);
        score.Name = OnnxMetadata.Score;
        score.Type.TensorType.Shape.Dim.RemoveAt(0);
        graph.Initializer.Add(new TensorProto
        {
            Name = axes,
            DataType = (int)TensorProto.Types.DataType.Int64,
            Dims = { 1 },
            Int64Data = { 0 },
        });
        graph.Node.Add(new NodeProto
        {
            Name = "MlNetCnn.Squeeze",
            OpType = "Squeeze",
            Input = { batch, axes },
            Output = { OnnxMetadata.Score },
        });
    }

    /// <summary>OnnxTransformer takes an output's slot names from a node of this name that nothing else uses.</summary>
    private static void AddSlotNames(ModelProto onnx, IEnumerable<string> names)
    {
        const string name = $"mlnet.{OnnxMetadata.Score}.SlotNames";
        var keys = new AttributeProto { Name = "keys_strings", Type = AttributeProto.Types.AttributeType.Strings };
        keys.Strings.Add(names.Select(ByteString.CopyFromUtf8));
        var values = new AttributeProto { Name = "values_int64s", Type = AttributeProto.Types.AttributeType.Ints };
        values.Ints.Add(Enumerable.Range(0, keys.Strings.Count).Select(i => (long)i));
        onnx.OpsetImport.Add(new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 2 });
        onnx.Graph.Initializer.Add(new TensorProto
        {
            Name = name,
            DataType = (int)TensorProto.Types.DataType.String,
            Dims = { keys.Strings.Count },
            StringData = { keys.Strings },
        });
        onnx.Graph.Node.Add(new NodeProto
        {
            Name = name,
            Domain = "ai.onnx.ml",
            OpType = "LabelEncoder",
            Input = { name },
            Output = { name + ".unusedOutput" },
            Attribute = { keys, values },
        });
    }
}
