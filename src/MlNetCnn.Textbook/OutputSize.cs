namespace MlNetCnn.Textbook;

/// <summary>How many places a window has on an input: sections 7.3.1 and 7.3.2 of <i>Dive into Deep Learning</i>.</summary>
public static class OutputSize
{
    /// <summary>
    /// The output's size along one direction: ⌊(n − k + 2p + s) / s⌋. The book's p counts both sides together; here, as in PyTorch,
    /// <paramref name="p"/> is the padding of each side.
    /// </summary>
    /// <param name="n">The input's size, at least 1.</param>
    /// <param name="k">The window's size, at least 1.</param>
    /// <param name="p">The padding on each side, at least 0.</param>
    /// <param name="s">The stride, at least 1.</param>
    /// <exception cref="ArgumentException">A size is out of its range, or the window does not fit into n + 2p.</exception>
    public static int Along(int n, int k, int p = 0, int s = 1)
    {
        if (n < 1)
            throw new ArgumentException($"The input's size is {n}, but it must be at least 1.");
        if (k < 1)
            throw new ArgumentException($"The window's size is {k}, but it must be at least 1.");
        if (p < 0)
            throw new ArgumentException($"The padding is {p}, but it must not be negative.");
        if (s < 1)
            throw new ArgumentException($"The stride is {s}, but it must be at least 1.");
        var padded = n + (2L * p);
        if (k > padded)
            throw new ArgumentException($"A window of {k} does not fit into an input of {n} with padding {p}, which is {padded} in all: "
                + "take a smaller window or more padding.");
        var places = (padded - k + s) / s;
        if (places > int.MaxValue)
            throw new ArgumentException($"An input of {n} with padding {p} gives {places} output cells, but 2³¹ − 1 is the most: take less padding.");
        return (int)places;
    }

    /// <summary>The output's height and width, each by <see cref="Along"/>.</summary>
    /// <param name="input">The input's size.</param>
    /// <param name="window">The kernel's or pooling window's size.</param>
    /// <param name="padding">The padding on each side, 0×0 when not given.</param>
    /// <param name="stride">The stride, 1×1 when not given.</param>
    /// <exception cref="ArgumentException">A size is out of its range, or the window does not fit into the padded input.</exception>
    public static Size2d Of(Size2d input, Size2d window, Size2d? padding = null, Size2d? stride = null)
    {
        var p = padding ?? new Size2d(0);
        var s = stride ?? new Size2d(1);
        if (input.Height < 1 || input.Width < 1)
            throw new ArgumentException($"The input is {input}, but it needs at least one row and one column.");
        if (window.Height < 1 || window.Width < 1)
            throw new ArgumentException($"The window is {window}, but it needs at least one row and one column.");
        if (p.Height < 0 || p.Width < 0)
            throw new ArgumentException($"The padding is {p}, but it must not be negative.");
        if (s.Height < 1 || s.Width < 1)
            throw new ArgumentException($"The stride is {s}, but it must be at least 1 both ways.");
        if (window.Height > input.Height + (2L * p.Height) || window.Width > input.Width + (2L * p.Width))
            throw new ArgumentException($"A window of {window} does not fit into an input of {input} with padding {p}, which is "
                + $"{input.Height + (2L * p.Height)}×{input.Width + (2L * p.Width)} in all: take a smaller window or more padding.");
        var output = new Size2d(
            Along(input.Height, window.Height, p.Height, s.Height),
            Along(input.Width, window.Width, p.Width, s.Width));
        if ((long)output.Height * output.Width > int.MaxValue)
            throw new ArgumentException($"The output would be {output}, but 2³¹ − 1 cells is the most: take less padding or a larger stride.");
        return output;
    }
}
