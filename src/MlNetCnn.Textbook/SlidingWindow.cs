namespace MlNetCnn.Textbook;

/// <summary>
/// A window that slides over a padded input, as cross-correlation (7.2, 7.3) and pooling (7.5) both do: how many places it has and
/// which input cells it covers at each.
/// </summary>
public sealed class SlidingWindow
{
    /// <summary>A window over an input.</summary>
    /// <param name="input">The input's size, n_h × n_w.</param>
    /// <param name="window">The window's size, k_h × k_w.</param>
    /// <param name="padding">The padding on each side, 0×0 when not given.</param>
    /// <param name="stride">The stride, 1×1 when not given.</param>
    /// <exception cref="ArgumentException">A size is out of its range, or the window does not fit into the padded input.</exception>
    public SlidingWindow(Size2d input, Size2d window, Size2d? padding = null, Size2d? stride = null)
    {
        Input = input;
        Window = window;
        Padding = padding ?? new Size2d(0);
        Stride = stride ?? new Size2d(1);
        Output = OutputSize.Of(Input, Window, Padding, Stride);
    }

    /// <summary>The input's size, without padding.</summary>
    public Size2d Input { get; }

    /// <summary>The window's own size.</summary>
    public Size2d Window { get; }

    /// <summary>The padding on each side.</summary>
    public Size2d Padding { get; }

    /// <summary>How far the window moves at a step.</summary>
    public Size2d Stride { get; }

    /// <summary>The output's size: the number of places the window has.</summary>
    public Size2d Output { get; }

    /// <summary>The cells below the window when it stands where it gives the output cell (row, column), row by row.</summary>
    /// <param name="row">The output cell's row, from 0.</param>
    /// <param name="column">The output cell's column, from 0.</param>
    /// <exception cref="ArgumentException">There is no such output cell.</exception>
    public IEnumerable<WindowCell> Cells(int row, int column)
    {
        if (row < 0 || row >= Output.Height || column < 0 || column >= Output.Width)
            throw new ArgumentException($"There is no output cell ({row}, {column}): the output is {Output}, counted from 0.");
        return Cover((row * Stride.Height) - Padding.Height, (column * Stride.Width) - Padding.Width);
    }

    private IEnumerable<WindowCell> Cover(int top, int left)
    {
        for (var a = 0; a < Window.Height; a++)
        {
            for (var b = 0; b < Window.Width; b++)
            {
                int i = top + a, j = left + b;
                yield return new WindowCell(a, b, i, j, i < 0 || i >= Input.Height || j < 0 || j >= Input.Width);
            }
        }
    }
}
