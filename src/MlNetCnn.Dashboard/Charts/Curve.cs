namespace MlNetCnn.Dashboard;

/// <summary>What is done to a curve before it is drawn.</summary>
internal static class Curve
{
    /// <summary>
    /// An exponential moving average without the start's pull to zero: each point is the mean of those so far, weighted by
    /// <paramref name="weight"/> to the power of their age. What is not finite is passed over.
    /// </summary>
    /// <param name="points">The points.</param>
    /// <param name="weight">From 0, nothing, up to but not including 1.</param>
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
    /// As many points as a drawing can show: of each of <paramref name="buckets"/> ranges the lowest and the highest, so that no spike is
    /// lost, and the first and the last of all.
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

    /// <summary>The best point, or null where there is none.</summary>
    public static ChartPoint? BestOf(ChartSeries series) =>
        series.Points.Where(p => p.X == series.Best && double.IsFinite(p.Y)).Select(p => (ChartPoint?)p).FirstOrDefault();
}
