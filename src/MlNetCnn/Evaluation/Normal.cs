namespace MlNetCnn;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    /// <summary>The value that a share of all values lies below; the share is at least 0.5 and below 1.</summary>
    public static double Quantile(double share)
    {
        // Newton's method from the median converges, the distribution being concave above it.
        var z = 0.0;
        for (var step = double.MaxValue; Math.Abs(step) > 1e-14 && z < 8; z += step)
            step = (share - Below(z)) / Density(z);
        return z;
    }

    private static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    // Marsaglia 2004, Evaluating the Normal Distribution: z + z³/3 + z⁵/(3·5) + …
    private static double Below(double z)
    {
        var (sum, term) = (z, z);
        for (var i = 3; sum + term != sum; i += 2)
            sum += term *= z * z / i;
        return 0.5 + sum * Density(z);
    }
}
