namespace MlNetCnn;

/// <summary>
/// The score interval of a proportion (Wilson 1927, <em>Probable Inference, the Law of Succession, and Statistical Inference</em>), without
/// continuity correction: method 3 of Newcombe 1998, <em>Two-sided confidence intervals for the single proportion</em>.
/// </summary>
public static class WilsonInterval
{
    /// <summary>The interval of a share, as of an accuracy.</summary>
    /// <param name="successes">How often it was so, from 0 to <paramref name="trials"/>: the images classified correctly.</param>
    /// <param name="trials">How often it was tried, at least 1: all images.</param>
    /// <param name="confidence">How often such an interval is to contain the true share, above 0 and below 1. Default: 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static ConfidenceInterval Of(int successes, int trials, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (confidence is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence must be above 0 and below 1.");
        var z = Normal.Quantile((1 + confidence) / 2);
        var (share, n) = ((double)successes / trials, (double)trials);
        var middle = share + z * z / (2 * n);
        var half = z * Math.Sqrt(share * (1 - share) / n + z * z / (4 * n * n));
        var whole = 1 + z * z / n;
        // Exact at the ends, where rounding would leave 1e-17.
        return new(successes == 0 ? 0 : (middle - half) / whole, successes == trials ? 1 : (middle + half) / whole);
    }
}
