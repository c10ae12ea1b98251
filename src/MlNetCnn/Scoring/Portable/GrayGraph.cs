using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>
/// What makes a network of one channel read images of three: ML.NET extracts colors and no gray. The numbers are whole, so that 32-bit
/// floats give exactly the bytes of <see cref="ImagePlanes"/>.
/// </summary>
internal static class GrayGraph
{
    // Spelled as in the models that exist.
    private const string Own = $"{PortableGraph.Own}Grey.";

    /// <summary>Changes the graph's input from [N, 1, H, W] to [N, 3, H, W], red, green and blue from 0 to 255.</summary>
    public static void Prepend(GraphProto graph, string inputName)
    {
        OnnxNames.Change(graph, inputName, Own + "Bytes");
        var input = graph.Input.Single(i => i.Name == Own + "Bytes");
        input.Name = inputName;
        input.Type.TensorType.Shape.Dim[1] = new TensorShapeProto.Types.Dimension { DimValue = 3 };
        graph.Initializer.Add(OnnxTensor.Write($"{Own}Weights", [1, 3, 1, 1], [(float)ImagePlanes.Red, ImagePlanes.Green, ImagePlanes.Blue]));
        graph.Initializer.Add(OnnxTensor.Write($"{Own}Channels", [1L]));
        graph.Initializer.Add(OnnxTensor.Write($"{Own}Half", [], [ImagePlanes.Whole / 2f]));
        graph.Initializer.Add(OnnxTensor.Write($"{Own}Whole", [], [(float)ImagePlanes.Whole]));
        NodeProto[] nodes =
        [
            Node("Mul", inputName, "Weights", "Weighted"), // [N, 3, H, W]
            Node("ReduceSum", Own + "Weighted", "Channels", "Sum"), // → [N, 1, H, W]
            Node("Add", Own + "Sum", "Half", "Raised"),
            Node("Div", Own + "Raised", "Whole", "Quotient"),
            new() { Name = Own + "Floor", OpType = "Floor", Input = { Own + "Quotient" }, Output = { Own + "Bytes" } },
        ];
        for (var i = 0; i < nodes.Length; i++)
            graph.Node.Insert(i, nodes[i]);
    }

    /// <summary>Gives the network its own input again, where it reads three channels; the nodes are left to <see cref="PortableGraph.Restore"/>.</summary>
    public static void Detach(GraphProto graph)
    {
        if (graph.Node.FirstOrDefault(n => n.Name == Own + "Weighted") is not { } weighted)
            return;
        var input = weighted.Input[0];
        graph.Input.Single(i => i.Name == input).Type.TensorType.Shape.Dim[1].DimValue = 1;
        OnnxNames.Change(graph, Own + "Bytes", input);
    }

    private static NodeProto Node(string operation, string input, string constant, string output) =>
        new() { Name = Own + output, OpType = operation, Input = { input, Own + constant }, Output = { Own + output } };
}
