namespace MlNetCnn.Dashboard;

/// <summary>How far curves lie apart at an X.</summary>
public readonly record struct ChartRange(double X, double Low, double High);
