namespace MlNetCnn.Textbook;

/// <summary>
/// The cross-correlation of chapters 7.2 to 7.4 of <i>Dive into Deep Learning</i> (corr2d, corr2d_multi_in, corr2d_multi_in_out),
/// which deep learning calls convolution; PyTorch's conv2d without bias, dilation and groups. Padding is zeros.
/// Sums are taken in double precision and rounded once.
/// </summary>
/// <remarks>
/// In every overload <c>padding</c> is that of each side (0×0 when not given), <c>stride</c> is 1×1 when not given, and the output's
/// height and width are those of <see cref="OutputSize"/>.
/// </remarks>
public static class CrossCorrelation
{
    /// <summary>Y[i, j] = Σ_a Σ_b X[i + a, j + b] · K[a, b] (7.2.1).</summary>
    /// <param name="x">The input X, [n_h, n_w].</param>
    /// <param name="k">The kernel K, [k_h, k_w].</param>
    /// <param name="padding">Zeros on each side.</param>
    /// <param name="stride">How far the window moves at a step.</param>
    /// <returns>The output Y, [o_h, o_w].</returns>
    /// <exception cref="ArgumentException">An array is empty, or the kernel does not fit into the padded input.</exception>
    public static float[,] Apply(float[,] x, float[,] k, Size2d? padding = null, Size2d? stride = null)
    {
        var window = Slide(x, k, padding, stride);
        var sums = new double[window.Output.Height, window.Output.Width];
        Accumulate(sums, x, k, window);
        return Round(sums);
    }

    /// <summary>Several input channels: the sum over c of the cross-correlations of X[c] with K[c] (7.4.1).</summary>
    /// <param name="x">The input X, [c_i, n_h, n_w].</param>
    /// <param name="k">The kernel K, [c_i, k_h, k_w].</param>
    /// <param name="padding">Zeros on each side.</param>
    /// <param name="stride">How far the window moves at a step.</param>
    /// <returns>The output Y, [o_h, o_w].</returns>
    /// <exception cref="ArgumentException">An array is empty, the channel counts differ, or the kernel does not fit.</exception>
    public static float[,] Apply(float[,,] x, float[,,] k, Size2d? padding = null, Size2d? stride = null)
    {
        RequireSameChannels(x, k);
        var window = Slide(x.Slice(0), k.Slice(0), padding, stride);
        var sums = new double[window.Output.Height, window.Output.Width];
        for (var c = 0; c < x.GetLength(0); c++)
            Accumulate(sums, x.Slice(c), k.Slice(c), window);
        return Round(sums);
    }

    /// <summary>Several output channels: one kernel [c_i, k_h, k_w] for each, the results stacked (7.4.2).</summary>
    /// <param name="x">The input X, [c_i, n_h, n_w].</param>
    /// <param name="k">The kernel K, [c_o, c_i, k_h, k_w].</param>
    /// <param name="padding">Zeros on each side.</param>
    /// <param name="stride">How far the window moves at a step.</param>
    /// <returns>The output Y, [c_o, o_h, o_w].</returns>
    /// <exception cref="ArgumentException">An array is empty, the channel counts differ, or the kernel does not fit.</exception>
    public static float[,,] Apply(float[,,] x, float[,,,] k, Size2d? padding = null, Size2d? stride = null)
    {
        ArrayShape.RequireNotEmpty(x, "input");
        ArrayShape.RequireNotEmpty(k, "kernel");
        return Slices.Stack(k.GetLength(0), o => Apply(x, k.Slice(o), padding, stride));
    }

    /// <summary>A batch of examples, each by itself.</summary>
    /// <param name="x">The input X, [N, c_i, n_h, n_w].</param>
    /// <param name="k">The kernel K, [c_o, c_i, k_h, k_w].</param>
    /// <param name="padding">Zeros on each side.</param>
    /// <param name="stride">How far the window moves at a step.</param>
    /// <returns>The output Y, [N, c_o, o_h, o_w].</returns>
    /// <exception cref="ArgumentException">An array is empty, the channel counts differ, or the kernel does not fit.</exception>
    public static float[,,,] Apply(float[,,,] x, float[,,,] k, Size2d? padding = null, Size2d? stride = null)
    {
        ArrayShape.RequireNotEmpty(x, "input");
        return Slices.Stack(x.GetLength(0), n => Apply(x.Slice(n), k, padding, stride));
    }

    /// <summary>The products whose sum is the output cell (row, column): what the window covers there, beside the kernel.</summary>
    /// <param name="x">The input X, [n_h, n_w].</param>
    /// <param name="k">The kernel K, [k_h, k_w].</param>
    /// <param name="row">The output cell's row, from 0.</param>
    /// <param name="column">The output cell's column, from 0.</param>
    /// <param name="padding">Zeros on each side.</param>
    /// <param name="stride">How far the window moves at a step.</param>
    /// <returns>One term for each cell of the kernel, row by row; padding has the input value 0.</returns>
    /// <exception cref="ArgumentException">As for the cross-correlation itself, or there is no such output cell.</exception>
    public static IReadOnlyList<CorrelationTerm> Terms(
        float[,] x, float[,] k, int row, int column, Size2d? padding = null, Size2d? stride = null) =>
        [.. Slide(x, k, padding, stride).Cells(row, column).Select(cell => Term(0, cell, x, k))];

    /// <summary>The products whose sum is the output cell (row, column) over several input channels.</summary>
    /// <param name="x">The input X, [c_i, n_h, n_w].</param>
    /// <param name="k">The kernel K, [c_i, k_h, k_w].</param>
    /// <param name="row">The output cell's row, from 0.</param>
    /// <param name="column">The output cell's column, from 0.</param>
    /// <param name="padding">Zeros on each side.</param>
    /// <param name="stride">How far the window moves at a step.</param>
    /// <returns>One term for each cell of the kernel, channel by channel; padding has the input value 0.</returns>
    /// <exception cref="ArgumentException">As for the cross-correlation itself, or there is no such output cell.</exception>
    public static IReadOnlyList<CorrelationTerm> Terms(
        float[,,] x, float[,,] k, int row, int column, Size2d? padding = null, Size2d? stride = null)
    {
        RequireSameChannels(x, k);
        return [.. Enumerable.Range(0, x.GetLength(0)).SelectMany(c =>
            Terms(x.Slice(c), k.Slice(c), row, column, padding, stride).Select(term => term with { Channel = c }))];
    }

    private static SlidingWindow Slide(float[,] x, float[,] k, Size2d? padding, Size2d? stride)
    {
        ArrayShape.RequireNotEmpty(x, "input");
        ArrayShape.RequireNotEmpty(k, "kernel");
        return new SlidingWindow(ArrayShape.Size(x), ArrayShape.Size(k), padding, stride);
    }

    private static void Accumulate(double[,] sums, float[,] x, float[,] k, SlidingWindow window)
    {
        for (var i = 0; i < window.Output.Height; i++)
        {
            for (var j = 0; j < window.Output.Width; j++)
            {
                foreach (var cell in window.Cells(i, j))
                {
                    if (!cell.IsPadding)
                        sums[i, j] += (double)x[cell.InputRow, cell.InputColumn] * k[cell.WindowRow, cell.WindowColumn];
                }
            }
        }
    }

    private static CorrelationTerm Term(int channel, WindowCell cell, float[,] x, float[,] k) =>
        new(channel, cell, cell.IsPadding ? 0 : x[cell.InputRow, cell.InputColumn], k[cell.WindowRow, cell.WindowColumn]);

    private static float[,] Round(double[,] sums)
    {
        var y = new float[sums.GetLength(0), sums.GetLength(1)];
        for (var i = 0; i < y.GetLength(0); i++)
        {
            for (var j = 0; j < y.GetLength(1); j++)
                y[i, j] = (float)sums[i, j];
        }
        return y;
    }

    private static void RequireSameChannels(float[,,] x, float[,,] k)
    {
        ArrayShape.RequireNotEmpty(x, "input");
        ArrayShape.RequireNotEmpty(k, "kernel");
        if (x.GetLength(0) != k.GetLength(0))
            throw new ArgumentException($"The input has {x.GetLength(0)} channels ({ArrayShape.Describe(x)}), but the kernel is for "
                + $"{k.GetLength(0)} ({ArrayShape.Describe(k)}): give the kernel one slice for each input channel.");
    }
}
