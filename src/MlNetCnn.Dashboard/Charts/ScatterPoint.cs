namespace MlNetCnn.Dashboard;

/// <summary>
/// A point of cost (X) and value (Y), with both as text including units. <paramref name="Deviation"/> is the standard deviation of Y, or 0
/// if unknown.
/// </summary>
public sealed record ScatterPoint(string Name, double X, double Y, string XText, string YText, bool IsOnFront, double Deviation = 0);
