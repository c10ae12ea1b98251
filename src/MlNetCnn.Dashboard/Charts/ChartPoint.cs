namespace MlNetCnn.Dashboard;

/// <summary>A measured value: the loss after an epoch.</summary>
/// <param name="X">Where: the epoch, the iteration.</param>
/// <param name="Y">What; a value that is not finite is left out of the drawing, but stays in the table.</param>
public readonly record struct ChartPoint(double X, double Y);
