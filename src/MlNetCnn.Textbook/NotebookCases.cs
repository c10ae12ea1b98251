using System.Globalization;

namespace MlNetCnn.Textbook;

/// <summary>
/// The computed examples of the course notebook (after <i>Dive into Deep Learning</i>, sections 7.2 to 7.5 and 8.6): one table for the
/// tests, the command line and the dashboard.
/// </summary>
public static class NotebookCases
{
    /// <summary>Every case, in the notebook's order.</summary>
    public static IReadOnlyList<NotebookCase> All { get; } =
        [.. CorrelationCases(), .. PaddingAndStrideCases(), .. ChannelCases(), .. PoolingCases(), .. ResidualCases()];

    /// <summary>The 3×3 input of 0 to 8 that sections 7.2 and 7.5 begin with.</summary>
    public static float[,] Input() => new float[,] { { 0, 1, 2 }, { 3, 4, 5 }, { 6, 7, 8 } };

    /// <summary>The 2×2 kernel of 0 to 3 of section 7.2.</summary>
    public static float[,] Kernel() => new float[,] { { 0, 1 }, { 2, 3 } };

    /// <summary>The two input channels of section 7.4, [2, 3, 3]: 0 to 8 and 1 to 9.</summary>
    public static float[,,] ChannelsInput() => ArrayText.ParseChannels("0 1 2;3 4 5;6 7 8|1 2 3;4 5 6;7 8 9");

    /// <summary>The kernel over two input channels of section 7.4, [2, 2, 2].</summary>
    public static float[,,] ChannelsKernel() => ArrayText.ParseChannels("0 1;2 3|1 2;3 4");

    /// <summary>The kernels K, K + 1 and K + 2 of three output channels of section 7.4, [3, 2, 2, 2].</summary>
    public static float[,,,] OutputChannelsKernel() =>
        ArrayText.ParseKernels("0 1;2 3|1 2;3 4 / 1 2;3 4|2 3;4 5 / 2 3;4 5|3 4;5 6");

    /// <summary>The 4×4 input of 0 to 15 of section 7.5.</summary>
    public static float[,] PoolingInput() => ArrayText.ParseMatrix("0 1 2 3;4 5 6 7;8 9 10 11;12 13 14 15");

    private static IEnumerable<NotebookCase> CorrelationCases() =>
    [
        NotebookCase.Values("7.2", "Cross-correlation of 0…8 with 0…3", new float[,] { { 19, 25 }, { 37, 43 } },
            NotebookSetup.Correlation(Input(), Kernel())),
        NotebookCase.Law("7.2", "Convolution2D: random kernel, zero bias", "the operation plus bias", () =>
        {
            var layer = new Convolution2D(new(2));
            var difference = Difference(
                layer.Forward(Input()), CrossCorrelation.Apply(Input(), layer.Weight.Slice(0).Slice(0)));
            return new NotebookOutcome($"largest difference {difference:G2}, bias {ArrayText.Format(layer.Bias)}",
                difference == 0 && layer.Bias is [0]);
        }, NotebookSetup.Correlation(Input(), new Convolution2D(new(2)).Weight.Slice(0).Slice(0))),
        NotebookCase.Values("7.2", "Edge detection, K = [[1,-1]]", Rows(6, [0, 1, 0, 0, 0, -1, 0]),
            NotebookSetup.Correlation(EdgeDetection.Image(), EdgeDetection.Kernel())),
        NotebookCase.Values("7.2", "The same K on X transposed", new float[8, 5],
            NotebookSetup.Correlation(EdgeDetection.Transpose(EdgeDetection.Image()), EdgeDetection.Kernel())),
        NotebookCase.Law("7.2", "Learning that kernel in 10 iterations", "last loss < 2 % of first, kernel within 0.1 of [[1,-1]]", () =>
        {
            var steps = KernelLearning.LearnEdges();
            var (first, last) = (steps[0].Loss, steps[^1].Loss);
            return new NotebookOutcome($"loss {first:0.###} → {last:0.###}, kernel {ArrayText.Format(steps[^1].Kernel)}",
                last < 0.02 * first && Difference(steps[^1].Kernel, EdgeDetection.Kernel()) < 0.1);
        }),
    ];

    private static IEnumerable<NotebookCase> PaddingAndStrideCases() =>
    [
        Sized("kernel 3, padding 1", "8×8", new(3), new(1), new(1)),
        Sized("kernel (5,3), padding (2,1)", "8×8", new(5, 3), new(2, 1), new(1)),
        Sized("kernel 3, padding 1, stride 2", "4×4", new(3), new(1), new(2)),
        Sized("kernel (3,5), padding (0,1), stride (3,4)", "2×2", new(3, 5), new(0, 1), new(3, 4)),
    ];

    private static IEnumerable<NotebookCase> ChannelCases() =>
    [
        NotebookCase.Values("7.4", "Two input channels", new float[,] { { 56, 72 }, { 104, 120 } },
            NotebookSetup.Correlation(ChannelsInput(), Slices.Stack(1, _ => ChannelsKernel()))),
        NotebookCase.Values("7.4", "Three output channels: K, K+1, K+2",
            new float[,,] { { { 56, 72 }, { 104, 120 } }, { { 76, 100 }, { 148, 172 } }, { { 96, 128 }, { 192, 224 } } },
            NotebookSetup.Correlation(ChannelsInput(), OutputChannelsKernel())),
        NotebookCase.Law("7.4", "1×1 convolution (3 in, 2 out) by matrix product", "the general one within 1e-6", () =>
        {
            var setup = Pointwise();
            var difference = Difference(PointwiseConvolution.Apply(setup.Input, setup.Kernel), setup.Compute());
            return new NotebookOutcome($"largest difference {difference:G2}", difference < 1e-6);
        }, Pointwise()),
    ];

    private static IEnumerable<NotebookCase> PoolingCases() =>
    [
        NotebookCase.Values("7.5", "Max pooling 2×2 of 0…8", new float[,] { { 4, 5 }, { 7, 8 } },
            NotebookSetup.Pool(NotebookOperation.MaxPooling, Input(), new(2), stride: new(1))),
        NotebookCase.Values("7.5", "Average pooling 2×2 of 0…8", new float[,] { { 2, 3 }, { 5, 6 } },
            NotebookSetup.Pool(NotebookOperation.AveragePooling, Input(), new(2), stride: new(1))),
        NotebookCase.Values("7.5", "Max pooling 3 of 0…15, default stride", new float[,] { { 10 } },
            NotebookSetup.Pool(NotebookOperation.MaxPooling, PoolingInput(), new(3))),
        NotebookCase.Values("7.5", "Max pooling 3, padding 1, stride 2", new float[,] { { 5, 7 }, { 13, 15 } },
            NotebookSetup.Pool(NotebookOperation.MaxPooling, PoolingInput(), new(3), new(1), new(2))),
        NotebookCase.Values("7.5", "Max pooling (2,3), padding (0,1), stride (2,3)", new float[,] { { 5, 7 }, { 13, 15 } },
            NotebookSetup.Pool(NotebookOperation.MaxPooling, PoolingInput(), new(2, 3), new(0, 1), new(2, 3))),
        NotebookCase.Values("7.5", "Two channels X, X+1: max pooling 3, padding 1, stride 2",
            new float[,,] { { { 5, 7 }, { 13, 15 } }, { { 6, 8 }, { 14, 16 } } },
            NotebookSetup.Pool(NotebookOperation.MaxPooling,
                ArrayText.ParseChannels("0 1 2 3;4 5 6 7;8 9 10 11;12 13 14 15|1 2 3 4;5 6 7 8;9 10 11 12;13 14 15 16"),
                new(3), new(1), new(2))),
    ];

    private static IEnumerable<NotebookCase> ResidualCases() =>
    [
        NotebookCase.Shape("8.6", "Residual(3) on 4×3×6×6", "4×3×6×6", () => new ResidualBlock(3, 3).Forward(ResidualInput())),
        NotebookCase.Shape("8.6", "Residual(6), 1×1 shortcut, stride 2, on 4×3×6×6", "4×6×3×3",
            () => new ResidualBlock(3, 6, pointwiseShortcut: true, stride: 2).Forward(ResidualInput())),
        NotebookCase.Law("8.6", "ResNeXt(32) in groups of 16 channels on 4×32×96×96", "4×32×96×96, 6,944 parameters", () =>
        {
            // Planned only: computing 245 million multiply-accumulates per image in plain C# would take seconds.
            var block = new Architecture("block", [ResNeXt.Block(32, channelsPerGroup: 16), new Flatten(), new Linear()]).Plan(new(32, 96, 96), 10).Layers[0];
            var computed = string.Create(CultureInfo.InvariantCulture, $"4×{block.Output}, {block.Parameters:n0} parameters");
            return new NotebookOutcome(computed, computed == "4×32×96×96, 6,944 parameters");
        }),
    ];

    private static NotebookCase Sized(string title, string expected, Size2d kernel, Size2d padding, Size2d stride) =>
        NotebookCase.Shape("7.3", "8×8, " + title, expected,
            NotebookSetup.Correlation(Filled(new(8), cell => cell), Filled(kernel, _ => 1), padding, stride)); // the values do not matter

    // Random values, [3, 3, 3] and [2, 3, 1, 1].
    private static NotebookSetup Pointwise() => NotebookSetup.Correlation(
        new Convolution2D(new(3), seed: 1, inputChannels: 3).Weight.Slice(0),
        new Convolution2D(new(1), seed: 2, inputChannels: 3, outputChannels: 2).Weight);

    private static float[,,,] ResidualInput() => new Convolution2D(new(6), seed: 1, inputChannels: 3, outputChannels: 4).Weight;

    private static float[,] Rows(int count, float[] row)
    {
        var rows = new float[count, row.Length];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < row.Length; j++)
                rows[i, j] = row[j];
        }
        return rows;
    }

    private static float[,] Filled(Size2d size, Func<int, float> value)
    {
        var filled = new float[size.Height, size.Width];
        for (var cell = 0; cell < size.Area; cell++)
            filled[cell / size.Width, cell % size.Width] = value(cell);
        return filled;
    }

    private static double Difference(Array a, Array b) =>
        a.Cast<float>().Zip(b.Cast<float>(), (left, right) => Math.Abs((double)left - right)).Max();
}
