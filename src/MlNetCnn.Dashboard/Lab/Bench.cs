using System.Globalization;
using MlNetCnn.Textbook;

namespace MlNetCnn.Dashboard;

/// <summary>An operation with editable input, kernel and window, its output, and the calculation of each cell.</summary>
public sealed class Bench
{
    private Bench(NotebookSetup setup) => Set(setup);

    /// <summary>Why there is no output, as a sentence; null where there is one.</summary>
    public string? Problem { get; private set; }

    internal NotebookSetup Setup { get; private set; } = null!;

    /// <summary>Y, [c_o, o_h, o_w]; null where the window does not fit.</summary>
    internal float[,,]? Output { get; private set; }

    internal bool IsPooling => Setup.Operation != NotebookOperation.CrossCorrelation;

    internal static Bench Of(NotebookSetup setup) => new(setup);

    internal void Set(NotebookSetup setup)
    {
        Setup = setup;
        try
        {
            (Output, Problem) = (setup.Compute(), null);
        }
        catch (ArgumentException e)
        {
            (Output, Problem) = (null, e.Message);
        }
    }

    internal void SetInput(int channel, int row, int column, float value)
    {
        var input = (float[,,])Setup.Input.Clone();
        input[channel, row, column] = value;
        Set(Setup with { Input = input });
    }

    internal void SetKernel(int output, int channel, int row, int column, float value)
    {
        var kernel = (float[,,,])Setup.Kernel.Clone();
        kernel[output, channel, row, column] = value;
        Set(Setup with { Kernel = kernel });
    }

    /// <summary>
    /// Changes the sizes of input, kernel and channels: existing values are kept, new ones count up or, in the kernel, are 1.
    /// </summary>
    internal void Resize(int channels, Size2d input, int outputs, Size2d window)
    {
        var (x, k) = (Setup.Input, Setup.Kernel);
        var newX = new float[channels, input.Height, input.Width];
        for (var c = 0; c < channels; c++)
        {
            for (var i = 0; i < input.Height; i++)
            {
                for (var j = 0; j < input.Width; j++)
                    newX[c, i, j] = c < x.GetLength(0) && i < x.GetLength(1) && j < x.GetLength(2) ? x[c, i, j] : c + i * input.Width + j;
            }
        }
        var newK = new float[outputs, IsPooling ? 1 : channels, window.Height, window.Width];
        for (var index = 0; index < newK.Length; index++)
        {
            var (slice, a, b) = (index / window.Area, index / window.Width % window.Height, index % window.Width);
            var (o, c) = (slice / newK.GetLength(1), slice % newK.GetLength(1));
            newK[o, c, a, b] = o < k.GetLength(0) && c < k.GetLength(1) && a < k.GetLength(2) && b < k.GetLength(3) ? k[o, c, a, b] : 1;
        }
        Set(Setup with { Input = newX, Kernel = newK });
    }

    /// <summary>The calculation of an output cell with its numbers.</summary>
    internal string Explain(int channel, int row, int column)
    {
        var result = ArrayText.Format(Output![channel, row, column]);
        var cells = Setup.Sliding().Cells(row, column).ToArray();
        switch (Setup.Operation)
        {
            case NotebookOperation.CrossCorrelation:
                var terms = Enumerable.Range(0, Setup.Input.GetLength(0)).SelectMany(c => cells.Select(cell => (
                    X: cell.IsPadding ? 0 : Setup.Input[c, cell.InputRow, cell.InputColumn],
                    K: Setup.Kernel[channel, c, cell.WindowRow, cell.WindowColumn])));
                return $"{string.Join(" + ", terms.Select(t => $"{Signed(t.X)}·{Signed(t.K)}"))} = {result}";
            case NotebookOperation.MaxPooling:
                return $"max({string.Join(", ", cells.Where(c => !c.IsPadding).Select(Value))}) = {result}";
            default:
                return $"({string.Join(" + ", cells.Select(c => c.IsPadding ? "0" : Value(c)))}) / {Setup.Window.Area} = {result}";
        }

        string Value(WindowCell cell) => Signed(Setup.Input[channel, cell.InputRow, cell.InputColumn]);
    }

    /// <summary>The output size by the formula with its numbers: <c>⌊(8 − 3 + 2·1 + 2) / 2⌋ = 4</c>.</summary>
    internal static string Formula(int n, int k, int p, int s) => string.Create(
        CultureInfo.InvariantCulture, $"⌊({n} − {k} + 2·{p} + {s}) / {s}⌋ = {(n + 2 * p < k ? 0 : (n - k + 2 * p + s) / s)}");

    /// <summary>A number within a sum: negative ones in parentheses.</summary>
    internal static string Signed(float value) => value < 0 ? $"({ArrayText.Format(value)})" : ArrayText.Format(value);
}
