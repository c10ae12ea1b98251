using CsCheck;

namespace MlNetCnn.Experiments.Tests.Comparison;

public sealed class PairedTestTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(5, 5, 1)]
    [InlineData(10, 2, 158.0 / 4096)] // 2 · (1 + 12 + 66) / 2¹²
    [InlineData(2, 10, 158.0 / 4096)]
    [InlineData(8, 0, 2.0 / 256)]
    public void TwoSided_SmallCounts_IsTheBinomialSum(int heads, int tails, double p) => Assert.Equal(p, PairedTest.TwoSided(heads, tails), 12);

    [Fact]
    public void TwoSided_LargeCounts_StaysInRange() =>
        // The sum in whole numbers of any length.
        Assert.Equal(0.04658552770494739, PairedTest.TwoSided(5100, 4900), 9);

    [Fact]
    public void TwoSided_ManyCounts_IsAProbabilityAndSymmetric() => Gen.Select(Gen.Int[0, 3000], Gen.Int[0, 3000]).Sample((a, b) =>
    {
        var p = PairedTest.TwoSided(a, b);
        return p is > 0 and <= 1 or 0 && p == PairedTest.TwoSided(b, a);
    });

    [Fact]
    public void Of_OneRunEach_CountsWhereTheyDiffer()
    {
        var test = PairedTest.Of([[true, true, false, true]], [[true, false, true, false]]);

        Assert.Equal((2, 1, 1.0), (test.OnlyFirst, test.OnlySecond, test.PValue));
    }

    [Fact]
    public void Of_SeveralSeeds_CountsEachImageOnce()
    {
        // Shares of the first: 1, 1/2, 0, 1/2; of the second: 2/3, 1/3, 1/3, …
        var test = PairedTest.Of(
            [[true, true, false, true], [true, false, false, false]],
            [[true, true, true, true], [true, false, false, true], [false, false, false, false]]);

        Assert.Equal((2, 2), (test.OnlyFirst, test.OnlySecond));
    }

    [Fact]
    public void Of_SameRunTwiceAsOften_ChangesNothing() =>
        Gen.Select(Gen.Bool.Array[6].Array[1, 3], Gen.Bool.Array[6].Array[1, 3]).Sample((first, second) =>
            PairedTest.Of(first, second) == PairedTest.Of([.. first, .. first], second));
}
