namespace MlNetCnn.Components;

/// <summary>A point of a curve, for example the loss after an epoch.</summary>
/// <param name="X">Where on the X axis, for example the epoch.</param>
/// <param name="Y">The value. If it is not finite, it is shown in the table only.</param>
public readonly record struct ChartPoint(double X, double Y);
