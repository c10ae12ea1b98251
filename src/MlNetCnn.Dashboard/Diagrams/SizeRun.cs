using System.Collections.Immutable;

namespace MlNetCnn.Dashboard;

/// <summary>Consecutive volumes of a drawing with the same height and width (null for flat vectors).</summary>
/// <param name="Size">The height and width, or null for flat vectors.</param>
/// <param name="First">The path of the first of them; empty for the image.</param>
/// <param name="Start">The path of the outermost open block that begins with it, or its own.</param>
internal sealed record SizeRun(Size2d? Size, string First, string Start)
{
    /// <summary>From left to right. Volumes on branches and shortcuts belong to the run around them.</summary>
    public static ImmutableArray<SizeRun> Of(DiagramLayout layout)
    {
        var runs = ImmutableArray.CreateBuilder<SizeRun>();
        foreach (var volume in layout.Volumes.Where(v => v.IsLabeled).OrderBy(v => v.X))
        {
            var size = SpatialRow.SizeOf(volume.Shape);
            if (runs is not [.., var last] || last.Size != size)
                runs.Add(new SizeRun(size, volume.Path, BlockThatBeginsWith(volume, layout) ?? volume.Path));
        }
        return runs.ToImmutable();
    }

    private static string? BlockThatBeginsWith(DiagramVolume volume, DiagramLayout layout) => layout.Frames
        .Where(f => f.Holds(volume.Path) && layout.Volumes.All(v => v.X >= volume.X || !f.Holds(v.Path)))
        .MinBy(f => f.X)?.Layer.Path;
}
