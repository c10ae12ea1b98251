namespace MlNetCnn.Tests;

public class QuantizedWeightsTests
{
    [Fact]
    public void Weights_OfTwoChannels_HaveAStepEach()
    {
        var quantized = new QuantizedWeights([0.5f, -1, 4, 2], 2, [1, -2], inputScale: 0.25f);

        Assert.Equal([1 / 64f, 4 / 64f], quantized.Scales);
        Assert.Equal([32, -64, 64, 32], quantized.Weights);
        Assert.Equal([1 / 256f, 4 / 256f], quantized.BiasScales);
        Assert.Equal([256, -128], quantized.Biases);
    }

    [Fact]
    public void Weights_AtTheirLargest_StayWithinSixteenBitsWhereTwoAreAdded() =>
        Assert.InRange(2 * 255 * new QuantizedWeights([1, 1], 1, [], 1).Weights[0], 0, short.MaxValue);

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(0f, 3f)]
    [InlineData(1e-30f, -5f)]
    [InlineData(1e-44f, 0f)]
    public void Weights_OfAnIdleChannel_KeepTheBias(float weight, float bias)
    {
        var quantized = new QuantizedWeights([weight, -weight], 1, [bias], inputScale: 0.01f);

        Assert.True(quantized.Scales[0] > 0 && float.IsNormal(quantized.BiasScales[0]));
        Assert.Equal(bias, (double)quantized.Biases[0] * quantized.BiasScales[0], 1e-5);
        Assert.InRange(Math.Abs(weight - quantized.Weights[0] * quantized.Scales[0]), 0, Math.Max(1e-6, weight));
    }
}
