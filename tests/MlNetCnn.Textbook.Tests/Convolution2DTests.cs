namespace MlNetCnn.Textbook.Tests;

public class Convolution2DTests
{
    private static readonly float[,] X = { { 0, 1, 2 }, { 3, 4, 5 }, { 6, 7, 8 } };

    [Fact]
    public void Forward_NewLayer_IsTheOperationWithItsRandomKernel()
    {
        var layer = new Convolution2D(new(2), seed: 3);
        float[,] kernel = { { layer.Weight[0, 0, 0, 0], layer.Weight[0, 0, 0, 1] }, { layer.Weight[0, 0, 1, 0], layer.Weight[0, 0, 1, 1] } };

        Assert.Equal([0f], layer.Bias);
        Assert.Equal(CrossCorrelation.Apply(X, kernel), layer.Forward(X));
    }

    [Fact]
    public void Forward_KnownKernelAndBias_AddsTheBias()
    {
        var layer = new Convolution2D(new(2));
        for (var at = 0; at < 4; at++)
            layer.Weight[0, 0, at / 2, at % 2] = at;
        layer.Bias[0] = 0.5f;

        Assert.Equal(new float[,] { { 19.5f, 25.5f }, { 37.5f, 43.5f } }, layer.Forward(X));
    }

    [Fact]
    public void Forward_BatchOfChannels_AddsEachOutputsBias()
    {
        var layer = new Convolution2D(new(1), inputChannels: 2, outputChannels: 2);
        (layer.Weight[0, 0, 0, 0], layer.Weight[0, 1, 0, 0]) = (1, 10);
        (layer.Weight[1, 0, 0, 0], layer.Weight[1, 1, 0, 0]) = (2, 0);
        (layer.Bias[0], layer.Bias[1]) = (100, 200);

        Assert.Equal(
            new float[,,,] { { { { 121 } }, { { 202 } } }, { { { 143 } }, { { 206 } } } },
            layer.Forward(new float[,,,] { { { { 1 } }, { { 2 } } }, { { { 3 } }, { { 4 } } } }));
    }

    [Fact]
    public void Constructor_Seed_DecidesTheKernelWithinItsBound()
    {
        var weight = new Convolution2D(new(3), seed: 5, inputChannels: 4, outputChannels: 2).Weight;

        Assert.Equal(weight, new Convolution2D(new(3), seed: 5, inputChannels: 4, outputChannels: 2).Weight);
        Assert.NotEqual(weight, new Convolution2D(new(3), seed: 6, inputChannels: 4, outputChannels: 2).Weight);
        Assert.All(weight.Cast<float>(), value => Assert.InRange(value, -1 / 6f, 1 / 6f));
        Assert.Equal(72, weight.Cast<float>().Distinct().Count());
    }

    [Fact]
    public void Constructor_NoChannels_SaysWhatWasAskedFor() =>
        Assert.Equal(
            "A convolution needs a kernel of at least 1×1 and at least one channel each way, but 3×3 with 0 input and 1 output channels "
            + "was asked for.",
            Assert.Throws<ArgumentException>(() => new Convolution2D(new(3), inputChannels: 0)).Message);

    [Fact]
    public void Forward_MatrixIntoSeveralOutputs_SaysHowToPassIt() =>
        Assert.StartsWith(
            "The layer gives 2 output channels",
            Assert.Throws<ArgumentException>(() => new Convolution2D(new(2), outputChannels: 2).Forward(X)).Message);
}
