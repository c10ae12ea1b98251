namespace MlNetCnn.Dashboard;

/// <summary>Something with a cost and a worth.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="X">What it costs.</param>
/// <param name="Y">What it is worth.</param>
/// <param name="XText">The cost with its unit.</param>
/// <param name="YText">The worth with its unit.</param>
/// <param name="IsOnFront">Whether no other is worth as much for less.</param>
/// <param name="Deviation">How far the worth scatters to either side; 0 where that is not known.</param>
public sealed record ScatterPoint(string Name, double X, double Y, string XText, string YText, bool IsOnFront, double Deviation = 0);
