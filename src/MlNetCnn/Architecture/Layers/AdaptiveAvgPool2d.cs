using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>The mean over windows chosen so that any <c>C×H×W</c> becomes <c>C×Output</c>; with 1, the global average (Lin et al. 2013).</summary>
/// <remarks>As PyTorch's <c>nn.AdaptiveAvgPool2d</c>.</remarks>
/// <param name="Output">Height and width out, at least 1.</param>
public sealed record AdaptiveAvgPool2d([property: Within(1)] Size2d Output) : Layer
{
    internal override LayerFigures Infer(LayerInput at) => new(at.Shape("an output", at.Image().Channels, Output.Height, Output.Width));

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: Output != 1); // a global mean needs no values

    internal override ReceptiveField Sees(ReceptiveField before, TensorShape input, TensorShape output) => before.Through(
        new Size2d(Largest(input.Height, output.Height), Largest(input.Width, output.Width)),
        (double)input.Height / output.Height,
        (double)input.Width / output.Width);

    internal override string WriteOnnx(OnnxLayer at)
    {
        var (height, width) = (at.InputShape.Height, at.InputShape.Width);
        if (Output.Area == 1)
            return at.Step("GlobalAveragePool");
        if (height % Output.Height == 0 && width % Output.Width == 0)
        {
            Size2d window = (height / Output.Height, width / Output.Width);
            return at.Step("AveragePool", Ints("kernel_shape", window), Ints("strides", window));
        }
        // Windows of different sizes: a mean along the rows and one along the columns are products with constant matrices.
        at.Graph.Reserve((long)Output.Height * height + (long)width * Output.Width);
        var rows = at.Constant("rows", [Output.Height, height], Averaging(height, Output.Height));
        var columns = at.Constant("columns", [width, Output.Width], Averaging(width, Output.Width, transposed: true));
        var means = at.Between("row_means", "MatMul", [rows, at.Input]); // [h, H] · [N, C, H, W] → [N, C, h, W]
        return at.Result("MatMul", [means, columns]); // [N, C, h, W] · [W, w] → [N, C, h, w]
    }

    /// <summary>PyTorch's m adaptive windows over n values reach from ⌊i·n/m⌋ up to ⌈(i+1)·n/m⌉.</summary>
    private static (long Start, long End) Place(long i, int n, int m) => (i * n / m, ((i + 1) * n + m - 1) / m);

    private static int Largest(int n, int m) => Enumerable.Range(0, m).Select(i => Place(i, n, m)).Max(p => (int)(p.End - p.Start));

    /// <summary>The matrix [m, n] that averages n values over m windows; or its transpose [n, m].</summary>
    private static float[] Averaging(int n, int m, bool transposed = false)
    {
        var matrix = new float[(long)m * n];
        for (var i = 0L; i < m; i++)
        {
            var (start, end) = Place(i, n, m);
            for (var j = start; j < end; j++)
                matrix[transposed ? j * m + i : i * n + j] = 1f / (end - start);
        }
        return matrix;
    }
}
