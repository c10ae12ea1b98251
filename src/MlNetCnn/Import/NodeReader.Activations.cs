namespace MlNetCnn;

internal sealed partial class NodeReader
{
    private IEnumerable<ReadStep> Clip(ReadNode node) => GraphNumbers.Limits(node, _run) switch
    {
        (0, 6) => [new LayerStep(new ReLU6())],
        (0, double.PositiveInfinity or >= float.MaxValue) => [new LayerStep(new ReLU())],
        var (least, largest) => throw No(node, $"cuts off at {least:g4} and {largest:g4}, but 0 and 6 (ReLU6) or 0 alone (ReLU) are read"),
    };

    private IEnumerable<ReadStep> Gelu(ReadNode node) => node.Text("approximate", "none") == "none"
        ? [new LayerStep(new GELU())]
        : throw No(node, "approximates GELU by a hyperbolic tangent, but only the exact one is read");

    private IEnumerable<ReadStep> HardSigmoid(ReadNode node)
    {
        var (alpha, beta) = (node.Float("alpha", 0.2), node.Float("beta", 0.5));
        return node.Number == 1 || Math.Abs(alpha - 1 / 6.0) < 1e-4 && Math.Abs(beta - 0.5) < 1e-4
            ? [new LayerStep(new Hardsigmoid())]
            : throw No(node, $"has alpha {alpha:g4} and beta {beta:g4}, but 1/6 and 0.5 are read");
    }

    private IEnumerable<ReadStep> Slopes(ReadNode node)
    {
        var slopes = PerChannel(node, Constant(node, 1, "slopes"));
        return slopes.Distinct().Count() == 1
            ? [new LayerStep(new PReLU(), Weights([slopes[0]], 1))]
            : [Named(node, new PReLU { PerChannel = true }, Weights(slopes, slopes.Length))];
    }
}
