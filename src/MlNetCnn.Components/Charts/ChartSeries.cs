namespace MlNetCnn.Components;

/// <summary>A curve of a <see cref="LineChart"/>.</summary>
/// <param name="Name">Its name in the legend, which tells it from the chart's others.</param>
/// <param name="Points">Ordered by X.</param>
/// <param name="Best">The X of the point to mark, for example the epoch that was kept. Default: none.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points, double? Best = null)
{
    /// <summary>What the curve is the mean of, ordered by X; empty for a single curve.</summary>
    public IReadOnlyList<ChartRange> Band { get; init; } = [];

    /// <summary>The mean of several curves, where at least two have a point, with the band from the lowest to the highest.</summary>
    /// <param name="name">The name of the mean.</param>
    /// <param name="curves">One or more, for example of one training from several random seeds.</param>
    public static ChartSeries MeanOf(string name, IReadOnlyList<ChartSeries> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        if (curves.Count == 1)
            return curves[0] with { Name = name };
        var shared = curves.SelectMany(c => c.Points.Where(p => double.IsFinite(p.Y))).GroupBy(p => p.X).Where(g => g.Count() > 1).OrderBy(g => g.Key).ToArray();
        return new(name, [.. shared.Select(g => new ChartPoint(g.Key, g.Average(p => p.Y)))])
        {
            Band = [.. shared.Select(g => new ChartRange(g.Key, g.Min(p => p.Y), g.Max(p => p.Y)))],
        };
    }
}
