namespace MlNetCnn.Dashboard.Charts;

/// <summary>A curve.</summary>
/// <param name="Name">What it is called: <c>training loss</c>.</param>
/// <param name="Points">Its points in the order of X.</param>
/// <param name="Best">Which point is the best one and marked.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points, ChartBest Best = ChartBest.None);
