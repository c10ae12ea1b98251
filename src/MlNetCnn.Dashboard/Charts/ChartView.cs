namespace MlNetCnn.Dashboard;

/// <summary>How curves are looked at.</summary>
/// <param name="Window">The part of X that is shown, or null for all of it.</param>
/// <param name="Smoothing">The weight of a moving average, from 0, none, up to but not including 1.</param>
/// <param name="IsLogarithmic">Whether Y goes by powers of ten.</param>
internal readonly record struct ChartView((double From, double To)? Window, double Smoothing, bool IsLogarithmic);
