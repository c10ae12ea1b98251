using Google.Protobuf.Collections;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>Changes the names of tensors everywhere in a graph, graphs inside its nodes included.</summary>
internal static class OnnxNames
{
    public static void Change(GraphProto graph, string from, string to) => Change(graph, name => name == from ? to : name);

    /// <param name="graph">The graph.</param>
    /// <param name="change">Gives each name its new one. No two names may get the same.</param>
    public static void Change(GraphProto graph, Func<string, string> change)
    {
        foreach (var value in graph.Input.Concat(graph.Output).Concat(graph.ValueInfo))
            value.Name = change(value.Name);
        foreach (var tensor in graph.Initializer.Concat(graph.SparseInitializer.Select(s => s.Values).OfType<TensorProto>()))
            tensor.Name = change(tensor.Name);
        foreach (var node in graph.Node)
        {
            Change(node.Input, change);
            Change(node.Output, change);
            foreach (var attribute in node.Attribute)
            {
                if (attribute.G is not null)
                    Change(attribute.G, change);
                foreach (var inner in attribute.Graphs)
                    Change(inner, change);
            }
        }
    }

    // An input or output that is left out has an empty name.
    private static void Change(RepeatedField<string> names, Func<string, string> change)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Length > 0)
                names[i] = change(names[i]);
        }
    }
}
