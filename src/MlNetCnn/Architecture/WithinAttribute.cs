namespace MlNetCnn;

/// <summary>
/// The values a setting may have; for a size, both of its sides; for a list, how many layers. Written once beside the setting and
/// read by <see cref="ArchitectureChecks"/> and by the JSON schema.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WithinAttribute(double minimum) : Attribute
{
    public double Minimum { get; } = minimum;

    public double Maximum { get; init; } = double.PositiveInfinity;

    public bool ExcludesMinimum { get; init; }

    public bool ExcludesMaximum { get; init; }

    public bool Allows(double value) =>
        double.IsFinite(value)
        && (ExcludesMinimum ? value > Minimum : value >= Minimum)
        && (ExcludesMaximum ? value < Maximum : value <= Maximum);

    /// <summary>As a sentence goes on: <c>at least 1</c>, <c>above 0</c>, <c>from 0 to 1</c>.</summary>
    public override string ToString() => (double.IsFinite(Maximum), ExcludesMinimum, ExcludesMaximum) switch
    {
        (false, true, _) => $"above {Minimum}",
        (false, false, _) => $"at least {Minimum}",
        (true, _, true) => $"from {Minimum} up to, but not including, {Maximum}",
        (true, _, false) => $"from {Minimum} to {Maximum}",
    };
}
