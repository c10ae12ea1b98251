using CsCheck;
using MlNetCnn.Textbook;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training.Tests;

/// <summary>The book's operations are the oracle of other tests: here they are held equal to TorchSharp's for random sizes.</summary>
public class TorchAgreementTests
{
    private const int Iterations = 60;

    // Nothing here passes through the trainer, which would load libtorch by itself.
    public TorchAgreementTests() => LibTorch.EnsureLoaded();

    [Fact]
    public void CrossCorrelation_AnySizes_EqualsConv2d() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[3, 9], Sizes(1, 3), Sizes(0, 2), Sizes(1, 3), Gen.Int)
            .Sample((n, inputs, outputs, side, kernel, padding, stride, seed) =>
            {
                var x = Random(seed, n, inputs, side, side + 1);
                var layer = new Convolution2D(kernel, seed, inputs, outputs, padding, stride);
                layer.Bias[0] = 0.25f;

                using var scope = torch.NewDisposeScope();
                AssertClose(
                    functional.conv2d(torch.tensor(x), torch.tensor(layer.Weight), torch.tensor(layer.Bias), Longs(stride), Longs(padding)),
                    layer.Forward(x));
            }, iter: Iterations);

    [Fact]
    public void Pooling_AnySizes_EqualsMaxPool2dAndAvgPool2d() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[4, 9], Sizes(1, 4), Sizes(0, 2), Sizes(1, 4), Gen.Int)
            .Sample((channels, side, window, wanted, stride, seed) =>
            {
                var padding = new Size2d(Math.Min(wanted.Height, window.Height / 2), Math.Min(wanted.Width, window.Width / 2));
                var batch = Random(seed, 1, channels, side, side + 1);
                var x = new float[channels, side, side + 1];
                Buffer.BlockCopy(batch, 0, x, 0, x.Length * sizeof(float));

                using var scope = torch.NewDisposeScope();
                AssertClose(
                    functional.max_pool2d(torch.tensor(batch), Longs(window), Longs(stride), Longs(padding))[0],
                    Pooling.Max(x, window, padding, stride));
                AssertClose(
                    functional.avg_pool2d(torch.tensor(batch), Longs(window), Longs(stride), Longs(padding), count_include_pad: true)[0],
                    Pooling.Average(x, window, padding, stride));
            }, iter: Iterations);

    [Fact]
    public void ResidualBlock_AnySizes_EqualsTheModulesOfTorch() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[4, 7], Gen.Int[1, 2], Gen.Int)
            .Sample((n, inputs, outputs, side, stride, seed) =>
            {
                var x = Random(seed, n, inputs, side, side);
                var block = new ResidualBlock(inputs, outputs, pointwiseShortcut: true, stride, seed);

                using var scope = torch.NewDisposeScope();
                using var normalize1 = BatchNorm2d(outputs);
                using var normalize2 = BatchNorm2d(outputs);
                var input = torch.tensor(x);
                var y = functional.relu(normalize1.call(Convolve(block.Convolution1, input)));
                y = normalize2.call(Convolve(block.Convolution2, y));
                AssertClose(functional.relu(y + Convolve(block.Shortcut!, input)), block.Forward(x), tolerance: 1e-3);
            }, iter: Iterations);

    private static torch.Tensor Convolve(Convolution2D layer, torch.Tensor x) => functional.conv2d(
        x, torch.tensor(layer.Weight), torch.tensor(layer.Bias), Longs(layer.Stride), Longs(layer.Padding));

    private static Gen<Size2d> Sizes(int least, int most) =>
        Gen.Select(Gen.Int[least, most], Gen.Int[least, most], (height, width) => new Size2d(height, width));

    private static long[] Longs(Size2d size) => [size.Height, size.Width];

    private static float[,,,] Random(int seed, int n, int channels, int height, int width)
    {
        var random = new Random(seed);
        var x = new float[n, channels, height, width];
        var flat = Enumerable.Range(0, x.Length).Select(_ => (2 * random.NextSingle()) - 1).ToArray();
        Buffer.BlockCopy(flat, 0, x, 0, x.Length * sizeof(float));
        return x;
    }

    private static void AssertClose(torch.Tensor expected, Array actual, double tolerance = 1e-5)
    {
        Assert.Equal(expected.shape, Enumerable.Range(0, actual.Rank).Select(actual.GetLongLength));
        var differences = expected.contiguous().data<float>().Zip(actual.Cast<float>(), (left, right) => Math.Abs(left - right));
        Assert.InRange(differences.Max(), 0, tolerance);
    }
}
