namespace MlNetCnn.Components;

/// <summary>A residual block: the body, the shortcut as an arc above, and the sum.</summary>
internal sealed class ResidualPiece(LayerPlan layer, Piece body, Piece? shortcut, Piece? activation) : Piece
{
    private const double Lead = 16, Clearance = 18, SumRadius = 9;

    private double SumX => Lead + Math.Max(body.Width + body.Overhang, shortcut is null ? 0 : shortcut.Width + shortcut.Overhang) + Lead + SumRadius;

    public override double Width => SumX + SumRadius + (activation is null ? 0 : 10 + activation.Width);

    public override double Overhang => activation?.Overhang ?? 0;

    // The distance of the shortcut's axis above the body's.
    private double Rise => body.Up + Clearance + (shortcut?.Down ?? 0);

    public override double Up => Rise + (shortcut?.Up ?? 0);

    public override double Down => body.Down;

    public override void Place(Drawing drawing, double x, double y)
    {
        var (top, sum) = (y - Rise, x + SumX);
        drawing.Line("", $"M {x:0.#} {y:0.#} H {sum:0.#}");
        drawing.Line(
            layer.Path,
            $"M {x:0.#} {y:0.#} V {top + 10:0.#} q 0 -10 10 -10 H {sum - 10:0.#} q 10 0 10 10 V {y - SumRadius:0.#}",
            isShortcut: true);
        shortcut?.Place(drawing, x + Lead, top);
        body.Place(drawing, x + Lead, y);
        drawing.Nodes.Add(new DiagramNode(layer, "+", sum, y));
        activation?.Place(drawing, sum + SumRadius + 10, y);
    }
}
