namespace MlNetCnn.Textbook.Tests;

public class ResidualBlockTests
{
    [Fact]
    public void Forward_IdentityShortcut_KeepsTheShape() => Assert.Equal([4, 3, 6, 6], Shape(new ResidualBlock(3, 3).Forward(Input())));

    [Fact]
    public void Forward_PointwiseShortcutAndStrideTwo_HalvesTheSidesAndDoublesTheChannels() =>
        Assert.Equal([4, 6, 3, 3], Shape(new ResidualBlock(3, 6, pointwiseShortcut: true, stride: 2).Forward(Input())));

    [Fact]
    public void Forward_SecondConvolutionZero_IsReluOfTheShortcut()
    {
        var block = new ResidualBlock(3, 3);
        Array.Clear(block.Convolution2.Weight);
        var x = Input();

        Assert.Equal(x.Cast<float>().Select(value => Math.Max(value, 0)), block.Forward(x).Cast<float>());
    }

    [Fact]
    public void Forward_SecondConvolutionZeroAndPointwiseShortcut_IsReluOfTheShortcutsConvolution()
    {
        var block = new ResidualBlock(3, 6, pointwiseShortcut: true, stride: 2);
        Array.Clear(block.Convolution2.Weight);

        Assert.Equal(
            block.Shortcut!.Forward(Input()).Cast<float>().Select(value => Math.Max(value, 0)), block.Forward(Input()).Cast<float>());
    }

    [Fact]
    public void Constructor_IdentityWhereTheShapeChanges_AsksForAShortcut()
    {
        var error = Assert.Throws<ArgumentException>(() => new ResidualBlock(3, 6));

        Assert.Equal(
            "A residual block from 3 to 6 channels with stride 1 changes the shape, so the identity cannot be added: give it a 1×1 shortcut.",
            error.Message);
        Assert.Throws<ArgumentException>(() => new ResidualBlock(3, 3, stride: 2));
    }

    [Fact]
    public void Forward_OtherChannels_SaysWhatCameAndWhatWasNeeded() =>
        Assert.StartsWith(
            "The input has 2 channels (2×6×6), but the kernel is for 3",
            Assert.Throws<ArgumentException>(() => new ResidualBlock(3, 3).Forward(new float[4, 2, 6, 6])).Message);

    private static float[,,,] Input()
    {
        var random = new Random(11);
        var x = new float[4, 3, 6, 6];
        for (var at = 0; at < x.Length; at++)
            x[at / 108, at / 36 % 3, at / 6 % 6, at % 6] = (2 * random.NextSingle()) - 1;
        return x;
    }

    private static int[] Shape(Array x) => [.. Enumerable.Range(0, x.Rank).Select(x.GetLength)];
}
