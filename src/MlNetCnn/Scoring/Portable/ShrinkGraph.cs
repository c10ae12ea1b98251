using MlNetCnn.Onnx.Proto;
using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>
/// Makes a network read larger images, each of whose squares it takes for a pixel by its mean. ML.NET resizes by the nearest pixel: to a
/// size several times the network's that leaves out less, or nothing, and an image of the network's own size comes through unchanged.
/// </summary>
internal static class ShrinkGraph
{
    // What an image is resized to takes at most this on its longer side: above 4 times 224, and 8 times is more than photos gain by.
    private const int MostPixels = 896, MostTimes = 8;

    private const string Own = $"{PortableGraph.Own}Small.", Mean = Own + "Mean", Raised = Own + "Raised", Half = Own + "Half", Bytes = Own + "Bytes";

    /// <summary>How many times the network's size an image is resized to.</summary>
    public static int Times(TensorShape image) => Math.Clamp(MostPixels / Math.Max(image.Height, image.Width), 1, MostTimes);

    /// <summary>Changes the graph's input from [N, C, H, W] to [N, C, times·H, times·W], from 0 to 255.</summary>
    public static void Prepend(GraphProto graph, string inputName, int times)
    {
        OnnxNames.Change(graph, inputName, Bytes);
        var input = graph.Input.Single(i => i.Name == Bytes);
        input.Name = inputName;
        Scale(input, side => side * times);
        graph.Initializer.Add(OnnxTensor.Write(Half, [], [0.5f]));
        NodeProto[] nodes =
        [
            new() { Name = Mean, OpType = "AveragePool", Input = { inputName }, Output = { Mean }, Attribute = { Ints("kernel_shape", [times, times]), Ints("strides", [times, times]) } },
            new() { Name = Raised, OpType = "Add", Input = { Mean, Half }, Output = { Raised } },
            new() { Name = Bytes, OpType = "Floor", Input = { Raised }, Output = { Bytes } },
        ];
        for (var i = 0; i < nodes.Length; i++)
            graph.Node.Insert(i, nodes[i]);
    }

    /// <summary>Gives the network its own input again, where it reads larger images; the nodes are left to <see cref="PortableGraph.Restore"/>.</summary>
    public static void Detach(GraphProto graph)
    {
        if (graph.Node.FirstOrDefault(n => n.Name == Mean) is not { } mean)
            return;
        var times = mean.Attribute.Single(a => a.Name == "strides").Ints[0];
        Scale(graph.Input.Single(i => i.Name == mean.Input[0]), side => side / times);
        OnnxNames.Change(graph, Bytes, mean.Input[0]);
    }

    private static void Scale(ValueInfoProto input, Func<long, long> to)
    {
        foreach (var side in input.Type.TensorType.Shape.Dim.Skip(2))
            side.DimValue = to(side.DimValue);
    }
}
