namespace MlNetCnn.Dashboard;

/// <summary>A point of a curve, for example the loss after an epoch. If Y is not finite, it is shown in the table only.</summary>
public readonly record struct ChartPoint(double X, double Y);
