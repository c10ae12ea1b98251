using MlNetCnn.Textbook;

namespace MlNetCnn.Dashboard;

/// <summary>A picture, a kernel and the result, channel by channel.</summary>
public sealed class PictureBench
{
    private PictureBench(Picture picture, bool isGray, float[,] kernel, Size2d padding, Size2d stride)
    {
        (Picture, IsGray, Kernel, Padding, Stride) = (picture, isGray, kernel, padding, stride);
        Input = isGray ? picture.Gray() : picture.Planes;
        try
        {
            Output = Slices.Stack(Input.GetLength(0), c => CrossCorrelation.Apply(Input.Slice(c), kernel, padding, stride));
        }
        catch (ArgumentException e)
        {
            Problem = e.Message;
        }
    }

    internal Picture Picture { get; }

    internal bool IsGray { get; }

    internal float[,] Kernel { get; }

    internal Size2d Padding { get; }

    internal Size2d Stride { get; }

    /// <summary>The picture's channels, [c, h, w].</summary>
    internal float[,,] Input { get; }

    /// <summary>Each channel by itself, [c, o_h, o_w]; null where the kernel does not fit.</summary>
    internal float[,,]? Output { get; }

    /// <summary>Why there is no output, as a sentence; null where there is one.</summary>
    internal string? Problem { get; }

    internal Size2d OutputSize => new(Output!.GetLength(1), Output.GetLength(2));

    internal static PictureBench Of(Picture picture, bool isGray, float[,] kernel, Size2d padding, Size2d stride) =>
        new(picture, isGray, kernel, padding, stride);

    /// <summary>The input values under the window of an output cell; padding is 0.</summary>
    internal float[,] Below(int channel, int row, int column)
    {
        var below = new float[Kernel.GetLength(0), Kernel.GetLength(1)];
        foreach (var term in Terms(channel, row, column))
            below[term.Cell.WindowRow, term.Cell.WindowColumn] = term.Input;
        return below;
    }

    /// <summary>The calculation of an output cell with its numbers.</summary>
    internal string Explain(int channel, int row, int column) =>
        $"{string.Join(" + ", Terms(channel, row, column).Select(t => $"{Bench.Signed(t.Input)}·{Bench.Signed(t.Kernel)}"))} = {ArrayText.Format(Output![channel, row, column])}";

    /// <summary>Changes the kernel size: existing values stay centered, new ones are 0.</summary>
    internal static float[,] Resize(float[,] kernel, int side)
    {
        var resized = new float[side, side];
        var (down, right) = ((side - kernel.GetLength(0)) / 2, (side - kernel.GetLength(1)) / 2);
        for (var a = 0; a < side; a++)
        {
            for (var b = 0; b < side; b++)
            {
                var (i, j) = (a - down, b - right);
                resized[a, b] = i >= 0 && i < kernel.GetLength(0) && j >= 0 && j < kernel.GetLength(1) ? kernel[i, j] : 0;
            }
        }
        return resized;
    }

    private IReadOnlyList<CorrelationTerm> Terms(int channel, int row, int column) =>
        CrossCorrelation.Terms(Input.Slice(channel), Kernel, row, column, Padding, Stride);
}
