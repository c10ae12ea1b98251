namespace MlNetCnn.Experiments;

/// <summary>Mean and standard deviation over several runs.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Sd">The sample standard deviation, with n − 1 in the denominator; 0 for a single run.</param>
public sealed record MeanAndDeviation(double Mean, double Sd)
{
    /// <summary>Needs at least one value.</summary>
    internal static MeanAndDeviation Of(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return new(mean, values.Count == 1 ? 0 : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1)));
    }
}
