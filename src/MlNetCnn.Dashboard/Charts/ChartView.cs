namespace MlNetCnn.Dashboard;

/// <summary>The visible X range (null for all), the smoothing weight from 0 (none) to below 1, and the scale of Y.</summary>
internal readonly record struct ChartView((double From, double To)? Window, double Smoothing, bool IsLogarithmic);
