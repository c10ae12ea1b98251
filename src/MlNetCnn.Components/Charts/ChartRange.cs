namespace MlNetCnn.Components;

/// <summary>How far curves lie apart at an X.</summary>
/// <param name="X">Where on the X axis.</param>
/// <param name="Low">The lowest value there.</param>
/// <param name="High">The highest.</param>
public readonly record struct ChartRange(double X, double Low, double High);
