namespace MlNetCnn.Textbook;

/// <summary>
/// Maximum and average pooling of section 7.5 of <i>Dive into Deep Learning</i>; PyTorch's max_pool2d and
/// avg_pool2d with count_include_pad.
/// </summary>
/// <remarks>
/// In every overload <c>stride</c> is the window's size when not given, so that windows do not overlap, and <c>padding</c> (that of
/// each side, 0×0 when not given) is at most half the window, so that no window lies on padding alone. Padding is −∞ for the maximum
/// and counts as zeros in the average. Several channels are pooled each by itself, so their number stays.
/// </remarks>
public static class Pooling
{
    /// <summary>The largest value of each window.</summary>
    /// <param name="x">The input X, [n_h, n_w].</param>
    /// <param name="window">The window's size, p_h × p_w.</param>
    /// <param name="padding">Padding on each side.</param>
    /// <param name="stride">How far the window moves at a step.</param>
    /// <returns>The output Y, [o_h, o_w].</returns>
    /// <exception cref="ArgumentException">The input is empty, a size is out of its range, or the window does not fit.</exception>
    public static float[,] Max(float[,] x, Size2d window, Size2d? padding = null, Size2d? stride = null) =>
        Pool(x, window, padding, stride, values => values.Aggregate(float.NegativeInfinity, Math.Max));

    /// <summary>The largest value of each window, channel by channel.</summary>
    /// <param name="x">The input X, [c, n_h, n_w].</param>
    /// <param name="window">The window's size, p_h × p_w.</param>
    /// <param name="padding">Padding on each side.</param>
    /// <param name="stride">How far the window moves at a step.</param>
    /// <returns>The output Y, [c, o_h, o_w].</returns>
    /// <exception cref="ArgumentException">The input is empty, a size is out of its range, or the window does not fit.</exception>
    public static float[,,] Max(float[,,] x, Size2d window, Size2d? padding = null, Size2d? stride = null)
    {
        ArrayShape.RequireNotEmpty(x, "input");
        return Slices.Stack(x.GetLength(0), c => Max(x.Slice(c), window, padding, stride));
    }

    /// <summary>The mean of each window, padding counted as zeros.</summary>
    /// <param name="x">The input X, [n_h, n_w].</param>
    /// <param name="window">The window's size, p_h × p_w.</param>
    /// <param name="padding">Padding on each side.</param>
    /// <param name="stride">How far the window moves at a step.</param>
    /// <returns>The output Y, [o_h, o_w].</returns>
    /// <exception cref="ArgumentException">The input is empty, a size is out of its range, or the window does not fit.</exception>
    public static float[,] Average(float[,] x, Size2d window, Size2d? padding = null, Size2d? stride = null) =>
        Pool(x, window, padding, stride, values => (float)(values.Sum(v => (double)v) / ((double)window.Height * window.Width)));

    /// <summary>The mean of each window, channel by channel, padding counted as zeros.</summary>
    /// <param name="x">The input X, [c, n_h, n_w].</param>
    /// <param name="window">The window's size, p_h × p_w.</param>
    /// <param name="padding">Padding on each side.</param>
    /// <param name="stride">How far the window moves at a step.</param>
    /// <returns>The output Y, [c, o_h, o_w].</returns>
    /// <exception cref="ArgumentException">The input is empty, a size is out of its range, or the window does not fit.</exception>
    public static float[,,] Average(float[,,] x, Size2d window, Size2d? padding = null, Size2d? stride = null)
    {
        ArrayShape.RequireNotEmpty(x, "input");
        return Slices.Stack(x.GetLength(0), c => Average(x.Slice(c), window, padding, stride));
    }

    private static float[,] Pool(
        float[,] x, Size2d window, Size2d? padding, Size2d? stride, Func<IEnumerable<float>, float> reduce)
    {
        ArrayShape.RequireNotEmpty(x, "input");
        if (padding is { } p && (p.Height > window.Height / 2 || p.Width > window.Width / 2))
            throw new ArgumentException($"A pooling window of {window} takes padding of at most {window.Height / 2}×{window.Width / 2}, "
                + $"half of itself, but {p} was given: take a larger window or less padding.");
        var sliding = new SlidingWindow(ArrayShape.Size(x), window, padding, stride ?? window);
        var y = new float[sliding.Output.Height, sliding.Output.Width];
        for (var i = 0; i < y.GetLength(0); i++)
        {
            for (var j = 0; j < y.GetLength(1); j++)
                y[i, j] = reduce(sliding.Cells(i, j).Where(cell => !cell.IsPadding).Select(cell => x[cell.InputRow, cell.InputColumn]));
        }
        return y;
    }
}
