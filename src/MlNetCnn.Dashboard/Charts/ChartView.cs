namespace MlNetCnn.Dashboard;

/// <summary>The smoothing weight from 0 (none) to below 1, and the scale of Y.</summary>
public readonly record struct ChartView(double Smoothing, bool IsLogarithmic);
