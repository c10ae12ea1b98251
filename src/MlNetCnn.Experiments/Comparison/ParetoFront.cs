namespace MlNetCnn.Experiments;

internal static class ParetoFront
{
    /// <summary>A point is on the front if no other point is at least as good in both value and cost and better in one.</summary>
    public static bool[] Of(IReadOnlyList<(double Value, double Cost)> points) =>
        [.. points.Select(p => !double.IsNaN(p.Value) && !points.Any(o => o.Value >= p.Value && o.Cost <= p.Cost && (o.Value > p.Value || o.Cost < p.Cost)))];
}
