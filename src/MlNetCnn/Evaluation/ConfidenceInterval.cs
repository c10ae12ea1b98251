namespace MlNetCnn;

/// <summary>Where a measured share may really lie: other images of the same kind would give other figures.</summary>
/// <param name="Lower">The lower limit, from 0 to 1.</param>
/// <param name="Upper">The upper limit, from 0 to 1.</param>
public readonly record struct ConfidenceInterval(double Lower, double Upper)
{
    /// <summary>For example <c>77.3–83.6 %</c>.</summary>
    public override string ToString() => $"{PercentText.Number(Lower)}–{PercentText.Of(Upper)}";
}
