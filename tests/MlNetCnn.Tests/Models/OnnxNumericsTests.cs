namespace MlNetCnn.Tests;

/// <summary>Layers that are more than one ONNX operator, or that runtimes disagree on, against the formula written out.</summary>
public class OnnxNumericsTests
{
    [Theory]
    [InlineData(7, 6, 3, 4)]
    [InlineData(7, 6, 7, 3)]
    [InlineData(7, 6, 9, 6)]
    [InlineData(5, 5, 1, 1)]
    [InlineData(10, 3, 4, 2)]
    public void AdaptiveAvgPool2d_OfAnySize_IsTheMeanOfItsWindows(int height, int width, int outHeight, int outWidth)
    {
        var x = Random(height * width);

        var y = Run(new AdaptiveAvgPool2d((outHeight, outWidth)), new(1, height, width), x);

        foreach (var (i, j) in Positions(outHeight, outWidth))
        {
            var window =
                from r in Enumerable.Range(0, height)
                from c in Enumerable.Range(0, width)
                where r >= i * height / outHeight && r < Math.Ceiling((i + 1.0) * height / outHeight)
                    && c >= j * width / outWidth && c < Math.Ceiling((j + 1.0) * width / outWidth)
                select x[r * width + c];
            Assert.Equal(window.Average(), y[i * outWidth + j], 1e-5);
        }
    }

    [Fact]
    public void AvgPool2d_WithPadding_CountsThePaddingsZeros()
    {
        // 3×3 of ones, window 3, padding 1: the corner sees 4 ones of 9, the edge 6, the middle all.
        var y = Run(new AvgPool2d(3) { Stride = 1, Padding = 1 }, new(1, 3, 3), [1, 1, 1, 1, 1, 1, 1, 1, 1]);

        Assert.Equal([4f / 9, 6f / 9, 4f / 9, 6f / 9, 1, 6f / 9, 4f / 9, 6f / 9, 4f / 9], y, Close);
    }

    [Fact]
    public void MaxPool2d_WithPadding_NeverChoosesThePadding()
    {
        var y = Run(new MaxPool2d(3) { Stride = 2, Padding = 1 }, new(1, 3, 3), [-1, -2, -3, -4, -5, -6, -7, -8, -9]);

        Assert.Equal([-1, -2, -4, -5], y);
    }

    [Fact]
    public void Gelu_OfKnownValues_IsExactAndNotTheTanhApproximation()
    {
        // x·Φ(x) with Φ from tables; the approximation by tanh gives 0.841192 at 1.
        var y = Run(new GELU(), new(1, 1, 5), [-3, -1, 0, 1, 2]);

        Assert.Equal([-0.00404969f, -0.15865526f, 0, 0.84134475f, 1.9544997f], y, Close);
    }

    [Fact]
    public void SiLU_OfKnownValues_IsXTimesItsSigmoid()
    {
        var y = Run(new SiLU(), new(1, 1, 3), [-2, 0, 1]);

        Assert.Equal([-0.23840584f, 0, 0.73105858f], y, Close);
    }

    [Fact]
    public void LayerNorm2d_AtEachPixel_NormalizesOverTheChannels()
    {
        TensorShape image = new(3, 2, 2);
        var x = Random(image.Elements);
        Architecture network = new("norm", [new LayerNorm2d { Name = "norm", Epsilon = 0.1 }, new Flatten(), new Linear()]);
        var model = RandomModels.Create(network, image, 2, preprocessing: Preprocessing.Unit);
        var (weight, bias) = (model.Weights["norm.weight"].Values.ToArray(), model.Weights["norm.bias"].Values.ToArray());

        var y = OnnxGraphRun.Run(model.ToOnnx(new() { Outputs = ["norm"] }), image, x)["norm"].Values;

        for (var pixel = 0; pixel < 4; pixel++)
        {
            double[] channels = [x[pixel], x[4 + pixel], x[8 + pixel]];
            var mean = channels.Average();
            var variance = channels.Average(v => (v - mean) * (v - mean));
            for (var c = 0; c < 3; c++)
                Assert.Equal((channels[c] - mean) / Math.Sqrt(variance + 0.1) * weight[c] + bias[c], y[c * 4 + pixel], 1e-5);
        }
    }

    [Fact]
    public void Residual_WithAnActivation_AddsBeforeIt()
    {
        Residual residual = new([new ReLU()]) { Activation = new Tanh() };

        var y = Run(residual, new(1, 1, 3), [-1, 0.5f, 2]);

        Assert.Equal([MathF.Tanh(-1), MathF.Tanh(1), MathF.Tanh(4)], y, Close);
    }

    [Fact]
    public void Concat_OfTwoBranches_JoinsTheirChannelsInOrder()
    {
        var y = Run(new Concat([new ReLU(), new Block([])]), new(1, 1, 2), [-1, 2]);

        Assert.Equal([0, 2, -1, 2], y);
    }

    private static float[] Run(Layer layer, TensorShape image, float[] x)
    {
        Architecture network = new("one layer", [layer with { Name = "layer" }, new Flatten(), new Linear()]);
        var model = RandomModels.Create(network, image, 2, preprocessing: Preprocessing.Unit);
        return OnnxGraphRun.Run(model.ToOnnx(new() { Outputs = ["layer"] }), image, x)["layer"].Values;
    }

    private static float[] Random(int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
    }

    private static IEnumerable<(int, int)> Positions(int height, int width) =>
        from i in Enumerable.Range(0, height) from j in Enumerable.Range(0, width) select (i, j);

    private static bool Close(float expected, float actual) => MathF.Abs(expected - actual) < 1e-5;
}
