using CsCheck;

namespace MlNetCnn.Tests;

public class ValueHistogramTests
{
    private const float Rounding = 1e-4f;

    [Fact]
    public void Range_OfAPercentile_HoldsThatShareOfTheValues() =>
        Gen.Select(Gen.Float[-5, 20].Array[200, 2000], Gen.Double[60, 100]).Sample((values, percentile) =>
        {
            var histogram = new ValueHistogram();
            histogram.Extend(values);
            histogram.Count(values);
            var range = histogram.Range(percentile);
            var share = (100 - percentile) / 100 + 1e-9; // rounded otherwise than the histogram does
            return values.Count(v => v < range.Least - Rounding) <= share * values.Length
                && values.Count(v => v > range.Greatest + Rounding) <= share * values.Length
                && range is { Least: <= 0 and >= -5, Greatest: >= 0 and <= 20 };
        }, iter: 300);

    [Fact]
    public void Range_OfOneValue_HoldsItAndZero()
    {
        var histogram = new ValueHistogram();
        histogram.Extend([3, 3]);
        histogram.Count([3, 3]);

        Assert.Equal(new TensorRange(0, 3), histogram.Range(99.99));
    }

    [Theory]
    [InlineData(0, 0, 1, 0)]
    [InlineData(0, 255, 1, 0)]
    [InlineData(-255, 0, 1, 255)]
    [InlineData(-0.5f, 2.05f, 0.01f, 50)]
    public void Steps_OfARange_HaveOneThatIsZero(float least, float greatest, float scale, byte zero)
    {
        var range = new TensorRange(least, greatest);

        Assert.Equal(scale, range.Scale, 1e-6);
        Assert.Equal(zero, range.ZeroPoint);
    }
}
