namespace MlNetCnn.Dashboard.Charts;

/// <summary>A curve.</summary>
/// <param name="Name">What it is called: <c>training loss</c>.</param>
/// <param name="Points">Its points in the order of X.</param>
/// <param name="Best">Which point is the best one and marked.</param>
/// <param name="Counted">How many points, from the first, can be the best one: not those that are for the moment only. Default: null, all.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points, ChartBest Best = ChartBest.None, int? Counted = null);
