using CsCheck;

namespace MlNetCnn.Textbook.Tests;

public class BatchNormalizationTests
{
    [Fact]
    public void Apply_TwoExamples_NormalizesEachChannelOverTheBatch()
    {
        var y = BatchNormalization.Apply(new float[,,,] { { { { 1 } }, { { 10 } } }, { { { 3 } }, { { 50 } } } }, epsilon: 1e-12);

        Assert.Equal([-1f, -1f, 1f, 1f], y.Cast<float>().Select(value => MathF.Round(value, 5)));
    }

    [Fact]
    public void Apply_AnyInput_HasMeanZeroAndVarianceOneOrBelow() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[2, 4]).SelectMany((n, c, side) => Cells.Kernels(n, c, side, side)).Sample(x =>
        {
            var y = BatchNormalization.Apply(x);
            for (var c = 0; c < x.GetLength(1); c++)
            {
                var (values, before) = (Channel(y, c), Channel(x, c));
                Assert.InRange(values.Average(), -1e-5, 1e-5);
                var constant = before.Distinct().Count() == 1;
                Assert.InRange(values.Average(value => value * value), constant ? 0 : 0.9999, constant ? 1e-9 : 1.00001);
            }
        }, iter: 100);

    [Fact]
    public void Apply_OneValueAChannel_IsRefused() =>
        Assert.Equal(
            "Batch normalisation in training needs at least two values a channel, but the input is 1×3×1×1: give a larger batch.",
            Assert.Throws<ArgumentException>(() => BatchNormalization.Apply(new float[1, 3, 1, 1])).Message);

    private static double[] Channel(float[,,,] x, int c) =>
    [
        .. from n in Enumerable.Range(0, x.GetLength(0))
           from i in Enumerable.Range(0, x.GetLength(2))
           from j in Enumerable.Range(0, x.GetLength(3))
           select (double)x[n, c, i, j],
    ];
}
