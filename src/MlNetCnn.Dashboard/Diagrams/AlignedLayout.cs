using System.Collections.Immutable;

namespace MlNetCnn.Dashboard;

/// <summary>Two networks in one drawing, one below the other, with feature maps of the same height and width in the same column.</summary>
internal sealed class AlignedLayout
{
    private const double Gap = 22, Letter = 8, HeaderMargin = 14;
    private const double HeaderHeight = 26, NameHeight = 26;

    private readonly Dictionary<string, double>[] _rooms = [[], []];
    private readonly Func<int, DiagramLayout> _layOut;
    private readonly DiagramLayout[] _layouts;

    private AlignedLayout(IReadOnlyList<NetworkLook> looks, DiagramScale scale)
    {
        _layOut = lane => DiagramLayout.Of(looks[lane].View!.Attempt, scale, looks[lane].Open, _rooms[lane]);
        _layouts = [_layOut(0), _layOut(1)];
        var columns = SizeColumn.Align(SizeRun.Of(_layouts[0]), SizeRun.Of(_layouts[1]));
        var edges = Place(columns);
        Width = Math.Max(_layouts.Max(l => l.Width), edges[^1] + HeaderWidth(columns[^1]));
        Columns = [.. columns.Select((column, i) => column with { From = edges[i], To = i + 1 < edges.Length ? edges[i + 1] : Width })];
        Lanes = [(_layouts[0], HeaderHeight + NameHeight), (_layouts[1], HeaderHeight + 2 * NameHeight + _layouts[0].Height)];
        Height = Lanes[1].Y + _layouts[1].Height;
    }

    public double Width { get; }

    public double Height { get; }

    /// <summary>From left to right.</summary>
    public ImmutableArray<SizeColumn> Columns { get; }

    /// <summary>Both networks and their vertical offsets.</summary>
    public ImmutableArray<(DiagramLayout Layout, double Y)> Lanes { get; }

    public static AlignedLayout Of(NetworkLook first, NetworkLook second, bool isLogarithmic) =>
        new([first, second], DiagramScale.Of([first.View!.Attempt, second.View!.Attempt], isLogarithmic));

    // From left to right: each column starts after everything before it in either network. Returns the columns' left edges.
    private double[] Place(ImmutableArray<SizeColumn> columns)
    {
        var edges = new double[columns.Length];
        for (var i = 1; i < columns.Length; i++)
        {
            var headed = edges[i - 1] + HeaderWidth(columns[i - 1]);
            var end = Math.Max(EndBefore(0, NextRun(columns, i, 0)), EndBefore(1, NextRun(columns, i, 1)));
            var left = Math.Max(end + Gap, headed + Gap / 2);
            (int Lane, SizeRun Run)[] runs = [.. columns[i].Runs.Index().Where(r => r.Item is not null).Select(r => (r.Index, r.Item!))];
            // Align the volumes, not the frames around them.
            var front = runs.Max(r => Math.Max(left, LeftOf(r.Lane, r.Run)) + FrontOf(r.Lane, r.Run) - LeftOf(r.Lane, r.Run));
            foreach (var (lane, run) in runs)
            {
                Shift(lane, run.Start, front - FrontOf(lane, run));
                // A shortcut that changes the size leaves the body before the body does.
                if (_layouts[lane].Volumes.Where(v => SpatialRow.SizeOf(v.Shape) == run.Size && v.X > edges[i - 1] && v.X < front).MinBy(v => v.X) is { } early)
                    Shift(lane, early.Path, front - early.X);
            }
            edges[i] = Math.Max((end + runs.Min(r => LeftOf(r.Lane, r.Run))) / 2, headed);
        }
        return edges;
    }

    private void Shift(int lane, string path, double by)
    {
        _rooms[lane][path] = by;
        _layouts[lane] = _layOut(lane);
    }

    private double FrontOf(int lane, SizeRun run) => _layouts[lane].Volumes.First(v => v.Path == run.First).X;

    private double LeftOf(int lane, SizeRun run) => _layouts[lane].Frames.FirstOrDefault(f => f.Layer.Path == run.Start)?.X ?? FrontOf(lane, run);

    // The right edge of everything before a run, or of the whole network.
    private double EndBefore(int lane, SizeRun? run)
    {
        var (layout, from) = (_layouts[lane], run is null ? double.PositiveInfinity : LeftOf(lane, run));
        return layout.Volumes.Where(v => v.X < from).Select(v => v.X + v.Thickness + v.BackX)
            .Concat(layout.Frames.Where(f => f.X < from && (run is null || !f.Holds(run.First))).Select(f => f.X + f.Width))
            .DefaultIfEmpty(0).Max();
    }

    private static SizeRun? NextRun(ImmutableArray<SizeColumn> columns, int from, int lane) =>
        columns.Skip(from).Select(column => column.Runs[lane]).FirstOrDefault(run => run is not null);

    private static double HeaderWidth(SizeColumn column) => Letter * Name(column).Length + HeaderMargin;

    /// <summary>The heading of a column.</summary>
    public static string Name(SizeColumn column) => column.Size?.ToString() ?? "flat";
}
