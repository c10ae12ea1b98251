using System.Collections.Immutable;

namespace MlNetCnn.Dashboard;

/// <summary>The layers of two networks with the same output height and width (null for flat vectors), in order.</summary>
internal sealed record SpatialRow(Size2d? Size, ImmutableArray<LayerPlan> Left, ImmutableArray<LayerPlan> Right)
{
    /// <summary>From the largest size to flat vectors.</summary>
    public static IEnumerable<SpatialRow> Align(NetworkView left, NetworkView right)
    {
        var (ours, theirs) = (BySize(left), BySize(right));
        return ours.Select(g => g.Key).Union(theirs.Select(g => g.Key))
            .OrderByDescending(size => size?.Area ?? 0).ThenByDescending(size => size?.Height ?? 0)
            .Select(size => new SpatialRow(size, [.. ours[size]], [.. theirs[size]]));
    }

    /// <summary>Height and width of feature maps; null for a flat vector.</summary>
    public static Size2d? SizeOf(TensorShape shape) => shape.IsImage ? new Size2d(shape.Height, shape.Width) : null;

    public static long Parameters(ImmutableArray<LayerPlan> layers) => layers.Sum(l => l.Parameters);

    public static long Macs(ImmutableArray<LayerPlan> layers) => layers.Sum(l => l.Macs);

    // Layers without nested ones: blocks would count twice.
    private static ILookup<Size2d?, LayerPlan> BySize(NetworkView view) => view.Attempt.Reached
        .Where(l => l.Branches.IsEmpty)
        .ToLookup(l => SizeOf(l.Output));
}
