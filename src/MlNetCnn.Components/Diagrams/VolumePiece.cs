namespace MlNetCnn.Components;

/// <summary>A layer or a collapsed block.</summary>
internal sealed class VolumePiece : Piece
{
    private const double PlateThickness = 5;
    private const double VectorThickness = 7;
    private const double BackX = 0.36, BackY = 0.24;

    private readonly DiagramVolume _volume;
    private readonly bool _hasShortcut;

    public VolumePiece(LayerPlan? layer, TensorShape shape, VolumeKind kind, DiagramScale scale, bool isFlawed, bool isLabeled)
    {
        IsPlate = kind is VolumeKind.Elementwise or VolumeKind.Normalizing && !isFlawed;
        _hasShortcut = layer is { Layer: Residual };
        var depth = shape.IsImage ? scale.Side(shape.Width) : 0;
        var thickness = IsPlate ? PlateThickness : shape.IsImage ? scale.Channels(shape.Channels) : VectorThickness;
        var height = shape.IsImage ? scale.Side(shape.Height) : scale.Vector(shape.Elements);
        _volume = new DiagramVolume(layer, shape, kind, 0, 0, thickness, height, depth * BackX, depth * BackY)
        {
            IsFlawed = isFlawed,
            IsLabeled = isLabeled && !IsPlate,
        };
    }

    public override bool IsPlate { get; }

    public override double Width => _volume.Thickness;

    public override double Overhang => _volume.BackX;

    public override double Up => _volume.Height / 2 + _volume.BackY + (_hasShortcut ? 16 : 0);

    public override double Down => _volume.Height / 2;

    public override void Place(Drawing drawing, double x, double y)
    {
        drawing.Volumes.Add(_volume with { X = x, Y = y - _volume.Height / 2 });
        if (!_hasShortcut)
            return;
        // A collapsed residual block shows its shortcut too.
        var (right, top) = (x + Width + Overhang, y - _volume.Height / 2 - _volume.BackY);
        drawing.Line(_volume.Path, $"M {x - 6:0.#} {y:0.#} V {top - 4:0.#} q 0 -8 8 -8 H {right - 2:0.#} q 8 0 8 8 V {y:0.#}", isShortcut: true);
    }
}
