namespace MlNetCnn.Components;

/// <summary>An expanded block: a frame with its name around its layers.</summary>
internal sealed class FramePiece(LayerPlan layer, Piece inside) : Piece
{
    private const double Margin = 14, Header = 26;

    public override double Width => Math.Max(inside.Width + inside.Overhang, HeaderWidth) + 2 * Margin;

    public override double Up => inside.Up + Header;

    public override double Down => inside.Down + Margin;

    // Room for the name and the collapse sign.
    private double HeaderWidth => 24 + 6.6 * layer.Path.Length;

    public override void Place(Drawing drawing, double x, double y)
    {
        drawing.Frames.Add(new DiagramFrame(layer, x, y - Up, Width, Up + Down));
        drawing.Line("", $"M {x:0.#} {y:0.#} H {x + Margin:0.#}");
        inside.Place(drawing, x + Margin, y);
        drawing.Line("", $"M {x + Margin + inside.Width:0.#} {y:0.#} H {x + Width:0.#}");
    }
}
