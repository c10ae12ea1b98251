namespace MlNetCnn.Dashboard;

/// <summary>A curve, ordered by X. <paramref name="Best"/> is the X of the point to mark; null for none.</summary>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points, double? Best = null);
