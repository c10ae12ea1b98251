namespace MlNetCnn.Tests;

public sealed class PixelRangeTests
{
    [Theory]
    [InlineData(new[] { 0, 0.5, 1 }, 255, 0)]
    [InlineData(new[] { 0, 0.5, 1.0000001 }, 255, 0)] // rounding
    [InlineData(new[] { -0.0005, 0.5, 1 }, 255, 0)]
    [InlineData(new[] { -1, 0.5, 1 }, 127.5, 127.5)]
    [InlineData(new[] { 0, 0.5, 140.5, 255 }, 1, 0)]
    [InlineData(new[] { 0.0, 100 }, 1, 0)]
    public void Of_KnownRanges_HaveTheirScale(double[] values, double factor, double offset)
    {
        var scale = PixelRange.Of([Range("x", values)]);

        Assert.Equal((factor, offset), (scale.Factor, scale.Offset));
    }

    [Theory]
    [InlineData(1.03)]
    [InlineData(200)]
    [InlineData(-0.05)]
    public void Of_OneValueOutsideOfZeroToOne_IsRefused(double outside) =>
        Assert.Contains("'x' has pixels from", Assert.Throws<InvalidDataException>(() => PixelRange.Of([Range("'x'", [0, 0.2, 0.4, 0.6, outside])])).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_PartsInDifferentRanges_AreRefused() =>
        Assert.Equal("test has pixels from 0 to 255, but train has pixels from 0 to 1: save all in one range, such as 0 to 255.", Assert.Throws<InvalidDataException>(
            () => PixelRange.Of([Range("train", [0, 0.5, 1]), Range("test", [0, 128, 255])])).Message);

    private static PixelRange Range(string title, double[] values)
    {
        var range = new PixelRange(title);
        range.Add(values);
        return range;
    }
}
