namespace MlNetCnn.Components;

/// <summary>A curve as points of SVG: as shown, as measured where it is smoothed, and the outline of its band.</summary>
internal sealed record DrawnLine(int Index, string Points, string Raw, string Band, ChartPoint? Best);
