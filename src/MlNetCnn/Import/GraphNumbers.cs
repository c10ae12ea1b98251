using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>Numbers that opsets keep in different places: an attribute at first, an input later.</summary>
internal static class GraphNumbers
{
    public static long[]? Axes(ReadNode node, GraphRun run) => Ints(node.Proto, "axes", 1, run);

    public static long[]? Ints(NodeProto node, string attribute, int input, GraphRun run) =>
        ReadNode.Ints(node, attribute) ?? Input(node, input, run)?.Numbers;

    /// <summary>The bounds of a Clip.</summary>
    public static (double Least, double Largest) Limits(ReadNode clip, GraphRun run) => (
        Input(clip.Proto, 1, run)?.Scalar ?? clip.Float("min", double.NegativeInfinity),
        Input(clip.Proto, 2, run)?.Scalar ?? clip.Float("max", double.PositiveInfinity));

    public static GraphConstant? Input(NodeProto node, int index, GraphRun run) => index < node.Input.Count ? run.Constant(node.Input[index]) : null;
}
