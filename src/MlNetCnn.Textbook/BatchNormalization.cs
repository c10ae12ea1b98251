namespace MlNetCnn.Textbook;

/// <summary>
/// Batch normalisation in training mode, section 8.5 of <i>Dive into Deep Learning</i> and Ioffe and Szegedy 2015, as a new layer
/// does it: scale γ = 1, shift β = 0.
/// </summary>
public static class BatchNormalization
{
    /// <summary>(X − μ) / √(σ² + ε), with each channel's mean μ and (biased) variance σ² over batch, height and width.</summary>
    /// <param name="x">The input X, [N, C, H, W], with at least two values a channel.</param>
    /// <param name="epsilon">ε, positive; PyTorch's 1e-5 when not given.</param>
    /// <returns>The output, of the same shape.</returns>
    /// <exception cref="ArgumentException">The input is empty or has one value a channel, or ε is not positive.</exception>
    public static float[,,,] Apply(float[,,,] x, double epsilon = 1e-5)
    {
        ArrayShape.RequireNotEmpty(x, "input");
        if (!(epsilon > 0))
            throw new ArgumentException($"The epsilon of a batch normalisation is {epsilon}, but it must be positive.");
        int examples = x.GetLength(0), height = x.GetLength(2), width = x.GetLength(3);
        var count = examples * height * width;
        if (count < 2)
            throw new ArgumentException($"Batch normalisation in training needs at least two values a channel, but the input is "
                + $"{ArrayShape.Describe(x)}: give a larger batch.");

        var y = (float[,,,])x.Clone();
        for (var c = 0; c < x.GetLength(1); c++)
        {
            var positions =
                (from n in Enumerable.Range(0, examples)
                 from i in Enumerable.Range(0, height)
                 from j in Enumerable.Range(0, width)
                 select (n, i, j)).ToArray();
            var mean = positions.Sum(at => (double)x[at.n, c, at.i, at.j]) / count;
            var variance = positions.Sum(at => Math.Pow(x[at.n, c, at.i, at.j] - mean, 2)) / count;
            foreach (var (n, i, j) in positions)
                y[n, c, i, j] = (float)((x[n, c, i, j] - mean) / Math.Sqrt(variance + epsilon));
        }
        return y;
    }
}
