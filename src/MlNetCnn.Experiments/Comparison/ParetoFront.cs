namespace MlNetCnn.Experiments;

/// <summary>The choices that no other beats in both what one wants and what it costs.</summary>
internal static class ParetoFront
{
    /// <summary>For each point whether it is on the front: no other has at least its value for at most its cost, and is better in one.</summary>
    public static bool[] Of(IReadOnlyList<(double Value, double Cost)> points) =>
        [.. points.Select(p => !double.IsNaN(p.Value) && !points.Any(o => o.Value >= p.Value && o.Cost <= p.Cost && (o.Value > p.Value || o.Cost < p.Cost)))];
}
