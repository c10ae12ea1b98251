namespace MlNetCnn.Components;

/// <summary>Parallel branches, one below the other, and their junction.</summary>
internal sealed class BranchesPiece(LayerPlan layer, IReadOnlyList<Piece> branches) : Piece
{
    private const double Lead = 26, Clearance = 14, NodeRadius = 9;

    private double Height => branches.Sum(b => b.Up + b.Down) + Clearance * (branches.Count - 1);

    public override double Width => Lead + branches.Max(b => b.Width + b.Overhang) + Lead + 2 * NodeRadius;

    public override double Up => Height / 2;

    public override double Down => Height / 2;

    public override void Place(Drawing drawing, double x, double y)
    {
        var join = x + Width - NodeRadius;
        var top = y - Height / 2;
        foreach (var branch in branches)
        {
            var axis = top + branch.Up;
            drawing.Line(layer.Path, $"M {x:0.#} {y:0.#} C {x + 14:0.#} {y:0.#} {x + 8:0.#} {axis:0.#} {x + Lead:0.#} {axis:0.#}");
            drawing.Line(
                layer.Path,
                $"M {x + Lead + branch.Width:0.#} {axis:0.#} H {join - Lead:0.#} C {join - 10:0.#} {axis:0.#} {join - 16:0.#} {y:0.#} {join - NodeRadius:0.#} {y:0.#}");
            branch.Place(drawing, x + Lead, axis);
            top += branch.Up + branch.Down + Clearance;
        }
        drawing.Nodes.Add(new DiagramNode(layer, "∥", join, y));
    }
}
