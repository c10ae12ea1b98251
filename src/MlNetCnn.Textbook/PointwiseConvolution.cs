namespace MlNetCnn.Textbook;

/// <summary>
/// The 1×1 convolution of section 7.4.3 of <i>Dive into Deep Learning</i> (corr2d_multi_in_out_1x1): a fully connected layer over the
/// channels at every pixel, computed as one matrix product.
/// </summary>
public static class PointwiseConvolution
{
    /// <summary>Y = K · X with K as [c_o, c_i] and X as [c_i, n_h · n_w].</summary>
    /// <param name="x">The input X, [c_i, n_h, n_w].</param>
    /// <param name="k">The kernel K, [c_o, c_i, 1, 1].</param>
    /// <returns>The output Y, [c_o, n_h, n_w], the same as <see cref="CrossCorrelation"/> gives.</returns>
    /// <exception cref="ArgumentException">An array is empty, the kernel is not 1×1, or the channel counts differ.</exception>
    public static float[,,] Apply(float[,,] x, float[,,,] k)
    {
        ArrayShape.RequireNotEmpty(x, "input");
        ArrayShape.RequireNotEmpty(k, "kernel");
        if (k.GetLength(2) != 1 || k.GetLength(3) != 1)
            throw new ArgumentException($"A 1×1 convolution needs a kernel whose last two dimensions are 1, but this one is "
                + $"{ArrayShape.Describe(k)}: use the general cross-correlation.");
        int channels = x.GetLength(0), height = x.GetLength(1), width = x.GetLength(2);
        if (k.GetLength(1) != channels)
            throw new ArgumentException($"The input has {channels} channels ({ArrayShape.Describe(x)}), but the kernel is for "
                + $"{k.GetLength(1)} ({ArrayShape.Describe(k)}): give the kernel one slice for each input channel.");

        var matrix = new float[channels, height * width]; // [c_i, n_h, n_w] → [c_i, n_h · n_w]
        Slices.Copy(x, 0, matrix, 0, x.Length);
        var weights = new float[k.GetLength(0), channels]; // [c_o, c_i, 1, 1] → [c_o, c_i]
        Slices.Copy(k, 0, weights, 0, k.Length);
        var y = new float[weights.GetLength(0), height, width]; // [c_o, n_h · n_w] → [c_o, n_h, n_w]
        Slices.Copy(Multiply(weights, matrix), 0, y, 0, y.Length);
        return y;
    }

    // [m, n] · [n, q] → [m, q]
    private static float[,] Multiply(float[,] a, float[,] b)
    {
        var product = new float[a.GetLength(0), b.GetLength(1)];
        for (var i = 0; i < product.GetLength(0); i++)
        {
            for (var j = 0; j < product.GetLength(1); j++)
            {
                var sum = 0.0;
                for (var l = 0; l < b.GetLength(0); l++)
                    sum += (double)a[i, l] * b[l, j];
                product[i, j] = (float)sum;
            }
        }
        return product;
    }
}
