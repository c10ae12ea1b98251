using CsCheck;

namespace MlNetCnn.Components.Tests;

public class CurveTests
{
    [Fact]
    public void Smooth_Constant_StaysFromTheFirstPointOn() =>
        Assert.All(Curve.Smooth(Points(3, 3, 3, 3), 0.9), p => Assert.Equal(3, p.Y, 12));

    [Fact]
    public void Smooth_HalfWeight_IsTheWeightedMean() =>
        Assert.Equal([1, (0.5 * 1 + 4) / 1.5, (0.25 * 1 + 0.5 * 4 + 7) / 1.75], Curve.Smooth(Points(1, 4, 7), 0.5).Select(p => p.Y));

    [Fact]
    public void Smooth_ValueThatIsNone_IsPassedOver()
    {
        var smooth = Curve.Smooth(Points(2, double.NaN, 2), 0.5);

        Assert.True(double.IsNaN(smooth[1].Y));
        Assert.Equal(2, smooth[2].Y);
    }

    [Fact]
    public void Thin_TenThousandPoints_KeepsSpikesAndEnds()
    {
        var values = Enumerable.Range(0, 10_000).Select(i => i switch { 1234 => 99.0, 8765 => -99.0, _ => Math.Sin(i / 100.0) }).ToArray();

        var thin = Curve.Thin(Points(values), 300);

        Assert.True(thin.Count <= 602);
        Assert.Contains(thin, p => p.Y == 99);
        Assert.Contains(thin, p => p.Y == -99);
        Assert.Equal((0, 9_999), (thin[0].X, thin[^1].X));
    }

    [Fact]
    public void Thin_AnyCurve_KeepsOrderAndExtremes() =>
        Gen.Select(Gen.Double[-10, 10].Array[1, 500], Gen.Int[1, 40]).Sample((values, buckets) =>
        {
            var thin = Curve.Thin(Points(values), buckets);
            return thin.Zip(thin.Skip(1), (a, b) => a.X < b.X).All(rises => rises)
                && thin.Max(p => p.Y) == values.Max() && thin.Min(p => p.Y) == values.Min() && thin.Count <= Math.Max(2 * buckets + 2, 0);
        });

    [Theory]
    [InlineData(null, null)]
    [InlineData(0.0, null)] // It is no number there.
    [InlineData(2.0, 5.0)]
    [InlineData(7.0, null)]
    public void BestOf_Place_IsThePointThere(double? x, double? y) =>
        Assert.Equal(y, Curve.BestOf(new ChartSeries("s", Points(double.NaN, 1, 5, 3), x))?.Y);

    private static ChartPoint[] Points(params double[] values) => [.. values.Select((y, x) => new ChartPoint(x, y))];
}
