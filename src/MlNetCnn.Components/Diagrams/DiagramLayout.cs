using System.Collections.Immutable;

namespace MlNetCnn.Components.Parts;

/// <summary>A network drawn as volumes to scale; expanded blocks show their layers.</summary>
public sealed class DiagramLayout
{
    private const double Margin = 14, NotReachedRoom = 150;

    // Labels are rotated by 58°; Letter is the width of a character along the label.
    private const double Letter = 6.6, LabelDown = 0.85, LabelRight = 0.53;

    // The number of volumes that fit on a screen side by side.
    private const int MostUnfolded = 16;

    private readonly PlanAttempt _attempt;
    private readonly DiagramScale _scale;
    private readonly IReadOnlySet<string> _open;
    private readonly IReadOnlyDictionary<string, double> _room;

    private DiagramLayout(PlanAttempt attempt, DiagramScale scale, IReadOnlySet<string> open, IReadOnlyDictionary<string, double> room)
    {
        (_attempt, _scale, _open, _room) = (attempt, scale, open, room);
        var sequence = new SequencePiece(
            [new VolumePiece(null, attempt.Input, VolumeKind.Input, scale, isFlawed: false, isLabeled: true), .. attempt.Layers.Select(l => PieceOf(l, true))]);
        var axis = Margin + sequence.Up;
        var drawing = new Drawing();
        sequence.Place(drawing, Margin, axis);
        (Volumes, Frames, Arcs, Nodes) = ([.. drawing.Volumes], [.. drawing.Frames], [.. drawing.Arcs], [.. drawing.Nodes]);
        LabelY = axis + sequence.Down + 14;
        NotReached = LayerPlace.All(attempt.Architecture).Count() - attempt.Reached.Count();
        End = Margin + sequence.Width + sequence.Overhang;
        Axis = axis;
        var labels = Volumes.Where(v => v.IsLabeled).Select(v => (v.X, Length: Letter * (LabelOf(v).Path.Length + 1 + LabelOf(v).Shape.Length))).ToArray();
        Width = Math.Max(End + (NotReached > 0 ? NotReachedRoom : 0), labels.Max(l => l.X + l.Length * LabelRight + Margin)) + Margin;
        Height = LabelY + labels.Max(l => l.Length) * LabelDown + Margin;
    }

    internal double Width { get; }

    internal double Height { get; }

    /// <summary>The y coordinate of the main line.</summary>
    internal double Axis { get; }

    /// <summary>The right end of the volumes.</summary>
    internal double End { get; }

    /// <summary>The y coordinate of the labels.</summary>
    internal double LabelY { get; }

    /// <summary>The number of layers after the one that does not fit.</summary>
    internal int NotReached { get; }

    internal ImmutableArray<DiagramVolume> Volumes { get; }

    internal ImmutableArray<DiagramFrame> Frames { get; }

    internal ImmutableArray<DiagramArc> Arcs { get; }

    internal ImmutableArray<DiagramNode> Nodes { get; }

    /// <summary>
    /// <paramref name="attempt"/> may be planned only in part; <paramref name="room"/> is extra space before layers and expanded blocks, by
    /// path. Default: none.
    /// </summary>
    internal static DiagramLayout Of(
        PlanAttempt attempt, DiagramScale scale, IReadOnlySet<string> open, IReadOnlyDictionary<string, double>? room = null) =>
        new(attempt, scale, open, room ?? ImmutableDictionary<string, double>.Empty);

    /// <summary>The text below a volume.</summary>
    internal static (string Path, string Shape) LabelOf(DiagramVolume volume) =>
        (volume.Layer is null ? "image" : volume.Path, volume.IsFlawed ? $"gets {volume.Shape}" : volume.Shape.ToString());

    /// <summary>The blocks expanded by default: all of a small network, none of a large one.</summary>
    internal static ImmutableHashSet<string> OpenAtFirst(PlanAttempt attempt) =>
        attempt.Reached.Count(l => l.Branches.IsEmpty) <= MostUnfolded ? Blocks(attempt) : [];

    internal static ImmutableHashSet<string> Blocks(PlanAttempt attempt) => [.. attempt.Reached.Where(l => !l.Branches.IsEmpty).Select(l => l.Path)];

    private Piece PieceOf(LayerPlan layer, bool isLabeled)
    {
        var isFlawed = layer.Path == _attempt.Flaw?.Path;
        var holdsFlaw = _attempt.Flaw?.Path.StartsWith(layer.Path + ".", StringComparison.Ordinal) == true;
        if (layer.Branches.IsEmpty || !_open.Contains(layer.Path) && !holdsFlaw)
            return new VolumePiece(layer, layer.Output, KindOf(layer), _scale, isFlawed, isLabeled) { Room = _room.GetValueOrDefault(layer.Path) };
        return new FramePiece(layer, layer.Layer switch
        {
            Residual => new ResidualPiece(
                layer, Sequence(layer.Branches[0], isLabeled), SequenceOrNone(layer.Branches[1]), SequenceOrNone(layer.Branches[2])),
            Scale => Sequence(layer.Branches[1], isLabeled),
            Concat => new BranchesPiece(layer, [.. layer.Branches.Select(b => Sequence(b, isLabeled: false))]),
            _ => Sequence(layer.Branches[0], isLabeled),
        })
        { Room = _room.GetValueOrDefault(layer.Path) };
    }

    private SequencePiece Sequence(ImmutableArray<LayerPlan> layers, bool isLabeled) => new([.. layers.Select(l => PieceOf(l, isLabeled))]);

    private SequencePiece? SequenceOrNone(ImmutableArray<LayerPlan> layers) => layers.IsEmpty ? null : Sequence(layers, isLabeled: false);

    private static VolumeKind KindOf(LayerPlan layer) => layer switch
    {
        { Branches.IsEmpty: false } => VolumeKind.Folded,
        { Macs: > 0 } => VolumeKind.Weighted,
        { Tensors.IsEmpty: false } => VolumeKind.Normalizing,
        _ when layer.Input.Equals(layer.Output) => VolumeKind.Elementwise,
        _ => VolumeKind.Reshaping,
    };
}
