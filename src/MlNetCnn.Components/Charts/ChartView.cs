namespace MlNetCnn.Components;

/// <summary>The smoothing weight from 0 (none) to below 1, and the scale of Y.</summary>
internal readonly record struct ChartView(double Smoothing, bool IsLogarithmic);
