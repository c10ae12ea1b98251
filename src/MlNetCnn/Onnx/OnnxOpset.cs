using Google.Protobuf.Collections;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>Versions of ONNX's operators.</summary>
internal static class OnnxOpset
{
    /// <summary>The version of ONNX's own operators that a file was written for.</summary>
    public static long Of(ModelProto onnx) => onnx.OpsetImport.FirstOrDefault(o => o.Domain is "" or "ai.onnx")?.Version ?? 1;

    /// <summary>Rewrites nodes of opset 11 or 12 for 13 to 17: Squeeze, Unsqueeze and ReduceSum take their axes as an input since then, and Split its sizes.</summary>
    public static void Raise(GraphProto graph)
    {
        foreach (var node in graph.Node.Where(n => n.Domain is "" or "ai.onnx"))
        {
            var moved = node.OpType switch
            {
                "Squeeze" or "Unsqueeze" or "ReduceSum" => Take(node.Attribute, "axes"),
                "Split" => Take(node.Attribute, "split"),
                _ => null,
            };
            if (moved is null)
                continue;
            var constant = $"{node.Output[0]}.{moved.Name}";
            graph.Initializer.Add(OnnxTensor.Write(constant, [.. moved.Ints]));
            node.Input.Add(constant);
        }
    }

    private static AttributeProto? Take(RepeatedField<AttributeProto> attributes, string name)
    {
        var found = attributes.FirstOrDefault(a => a.Name == name);
        if (found is not null)
            attributes.Remove(found);
        return found;
    }
}
