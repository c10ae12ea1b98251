using CsCheck;

namespace MlNetCnn.Textbook.Tests;

public class PointwiseConvolutionTests
{
    [Fact]
    public void Apply_ThreeInTwoOut_EqualsGeneralConvolutionWithin1e6()
    {
        var random = new Random(7);
        var x = new float[3, 3, 3];
        var k = new float[2, 3, 1, 1];
        for (var c = 0; c < 3; c++)
        {
            for (var at = 0; at < 9; at++)
                x[c, at / 3, at % 3] = random.NextSingle() - 0.5f;
            (k[0, c, 0, 0], k[1, c, 0, 0]) = (random.NextSingle() - 0.5f, random.NextSingle() - 0.5f);
        }

        var differences = PointwiseConvolution.Apply(x, k).Cast<float>()
            .Zip(CrossCorrelation.Apply(x, k).Cast<float>(), (left, right) => Math.Abs(left - right)).ToArray();

        Assert.Equal(18, differences.Length);
        Assert.All(differences, difference => Assert.InRange(difference, 0, 1e-6f));
    }

    [Fact]
    public void Apply_KnownWeights_MixesChannelsAtEachPixel() =>
        Assert.Equal(
            new float[,,] { { { 21, 42 } }, { { 9, 18 } } },
            PointwiseConvolution.Apply(
                new float[,,] { { { 1, 2 } }, { { 10, 20 } } }, new float[,,,] { { { { 1 } }, { { 2 } } }, { { { -1 } }, { { 1 } } } }));

    [Fact]
    public void Apply_AnySizes_EqualsGeneralConvolution() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 5], Gen.Int[1, 5])
            .SelectMany((inputs, outputs, h, w) => Gen.Select(Cells.Channels(inputs, h, w), Cells.Kernels(outputs, inputs, 1, 1)))
            .Sample((x, k) => Assert.Equal(CrossCorrelation.Apply(x, k), PointwiseConvolution.Apply(x, k)), iter: 200);

    [Fact]
    public void Apply_KernelNotPointwise_SaysItsShape() =>
        Assert.Equal(
            "A 1×1 convolution needs a kernel whose last two dimensions are 1, but this one is 2×3×1×2: use the general cross-correlation.",
            Assert.Throws<ArgumentException>(() => PointwiseConvolution.Apply(new float[3, 3, 3], new float[2, 3, 1, 2])).Message);

    [Fact]
    public void Apply_ChannelCountsDisagree_SaysWhatCameAndWhatWasNeeded() =>
        Assert.Equal(
            "The input has 3 channels (3×3×3), but the kernel is for 4 (2×4×1×1): give the kernel one slice for each input channel.",
            Assert.Throws<ArgumentException>(() => PointwiseConvolution.Apply(new float[3, 3, 3], new float[2, 4, 1, 1])).Message);
}
