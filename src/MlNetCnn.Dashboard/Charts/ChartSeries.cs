namespace MlNetCnn.Dashboard;

/// <summary>A curve.</summary>
/// <param name="Name">What it is called: <c>training loss</c>.</param>
/// <param name="Points">Its points in the order of X.</param>
/// <param name="Best">The X of the point that is the best one and marked; null for none.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points, double? Best = null);
