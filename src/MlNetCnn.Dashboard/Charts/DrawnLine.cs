namespace MlNetCnn.Dashboard;

/// <summary>A curve as points of SVG: as shown, as measured where it is smoothed, and the outline of its band.</summary>
public sealed record DrawnLine(int Index, string Points, string Raw, string Band, ChartPoint? Best);
