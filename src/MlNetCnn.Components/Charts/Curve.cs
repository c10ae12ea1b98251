namespace MlNetCnn.Components;

internal static class Curve
{
    /// <summary>
    /// Exponential moving average with bias correction: each point is the mean of those so far, weighted by <paramref name="weight"/> (0 to
    /// below 1) to the power of their age. Values that are not finite are skipped.
    /// </summary>
    public static IReadOnlyList<ChartPoint> Smooth(IReadOnlyList<ChartPoint> points, double weight)
    {
        if (weight <= 0)
            return points;
        double sum = 0, total = 0;
        var smooth = new ChartPoint[points.Count];
        for (var i = 0; i < points.Count; i++)
        {
            if (double.IsFinite(points[i].Y))
            {
                sum = sum * weight + points[i].Y;
                total = total * weight + 1;
            }
            smooth[i] = points[i] with { Y = total == 0 || !double.IsFinite(points[i].Y) ? double.NaN : sum / total };
        }
        return smooth;
    }

    /// <summary>
    /// Downsamples to what a drawing can show: the lowest and highest point of each bucket, so that no spike is lost, and the first and
    /// last point of all.
    /// </summary>
    public static IReadOnlyList<ChartPoint> Thin(IReadOnlyList<ChartPoint> points, int buckets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        if (points.Count <= 2 * buckets + 2)
            return points;
        var thin = new List<ChartPoint>(2 * buckets + 2) { points[0] };
        var inner = points.Count - 2;
        for (var b = 0; b < buckets; b++)
        {
            var (from, to) = (1 + (int)((long)b * inner / buckets), 1 + (int)((b + 1L) * inner / buckets));
            var (lowest, highest) = (from, from);
            for (var i = from + 1; i < to; i++)
            {
                if (points[i].Y < points[lowest].Y || double.IsNaN(points[lowest].Y))
                    lowest = i;
                if (points[i].Y > points[highest].Y || double.IsNaN(points[highest].Y))
                    highest = i;
            }
            thin.Add(points[Math.Min(lowest, highest)]);
            if (lowest != highest)
                thin.Add(points[Math.Max(lowest, highest)]);
        }
        thin.Add(points[^1]);
        return thin;
    }

    /// <summary>The value at exactly this X; null where there is none.</summary>
    public static double? At(ChartSeries series, double x) => series.Points.Where(p => p.X == x).Select(p => (double?)p.Y).FirstOrDefault();

    /// <summary>The point nearest to this X; null where there are no points.</summary>
    public static ChartPoint? Nearest(ChartSeries series, double x) => series.Points.Count == 0 ? null : series.Points.MinBy(p => Math.Abs(p.X - x));

    public static ChartPoint? BestOf(ChartSeries series) =>
        series.Points.Where(p => p.X == series.Best && double.IsFinite(p.Y)).Select(p => (ChartPoint?)p).FirstOrDefault();
}
