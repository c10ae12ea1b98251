namespace MlNetCnn.Dashboard;

/// <summary>
/// A point of cost (X) and value (Y), with both as text including units. <paramref name="Deviation"/> is the standard deviation of Y, or 0
/// if unknown.
/// </summary>
public sealed record ScatterPoint(string Name, double X, double Y, string XText, string YText, bool IsOnFront, double Deviation = 0)
{
    /// <summary>Whether its value was measured on other images than the others', so that it is no part of the comparison. Default: false.</summary>
    public bool IsApart { get; init; }

    /// <summary>Whether it is on the front, or null where it cannot be.</summary>
    internal bool? Front => IsApart ? null : IsOnFront;
}
