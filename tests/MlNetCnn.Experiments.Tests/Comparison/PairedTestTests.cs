using CsCheck;

namespace MlNetCnn.Experiments.Tests;

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
        return p is >= 0 and <= 1 && p == PairedTest.TwoSided(b, a);
    });

    [Theory]
    [InlineData(1.0)]
    [InlineData(1.0, 3, -3)]
    [InlineData(0.25, 2, 2, 2)] // all three alike: 2 of 8
    [InlineData(0.5, 3, 1)] // ±4 of ±4, ±2
    public void SignFlips_FewNumbers_CountsTheSigns(double p, params int[] numbers) => Assert.Equal(p, PairedTest.SignFlips(numbers), 12);

    [Fact]
    public void SignFlips_AnyNumbers_IsTheShareOfAllSignsWithASumAsFar() => Gen.Int[-4, 4].Array[0, 8].Sample(numbers =>
    {
        int[] sums = [.. Enumerable.Range(0, 1 << numbers.Length).Select(signs => Math.Abs(numbers.Select((n, i) => ((signs >> i) & 1) == 0 ? n : -n).Sum()))];
        return Math.Abs((sums.Count(s => s >= sums[0]) / (double)sums.Length) - PairedTest.SignFlips(numbers)) < 1e-12;
    });

    [Fact]
    public void SignFlips_OfOnes_IsTheBinomialTest() => Gen.Select(Gen.Int[0, 90], Gen.Int[0, 90]).Sample((a, b) =>
        Math.Abs(PairedTest.SignFlips([.. Enumerable.Repeat(1, a), .. Enumerable.Repeat(-1, b)]) - PairedTest.TwoSided(a, b)) < 1e-9);

    [Fact]
    public void SignFlips_ManyNumbers_IsCloseToTheExactOne()
    {
        var random = new Random(1);
        int[] numbers = [.. Enumerable.Range(0, 200).Select(_ => random.Next(-3, 5)).Where(n => n != 0)];
        int[] twice = [.. numbers, .. numbers]; // more than are counted exactly

        var z = twice.Sum() / Math.Sqrt(twice.Sum(n => (double)n * n));
        Assert.Equal(2 * (1 - MathNet.Numerics.Distributions.Normal.CDF(0, 1, z)), PairedTest.SignFlips(twice), 6);
    }

    [Fact]
    public void Welch_TwoSamples_IsTheTailOfStudentsDensity() =>
        Assert.Equal(TailByIntegration(), PairedTest.Welch([27.5, 21, 19, 23.6, 17], [27.1, 22, 20.8, 23.4, 23.4, 23.5]), 6);

    [Theory]
    [InlineData(0.5, 0.5, 1)]
    [InlineData(0.5, 0.6, 0)]
    public void Welch_SeedsThatAllAgree_IsCertain(double first, double second, double p) =>
        Assert.Equal(p, PairedTest.Welch([first, first], [second, second]));

    [Theory]
    [InlineData(1, 1, PairedTestKind.McNemar)]
    [InlineData(1, 3, PairedTestKind.Images)]
    [InlineData(2, 1, PairedTestKind.Images)]
    [InlineData(2, 3, PairedTestKind.SeedsAndImages)]
    public void Of_SoManySeeds_NamesItsTest(int first, int second, PairedTestKind kind) =>
        Assert.Equal(kind, PairedTest.Of(Runs(first), Runs(second)).Kind);

    [Fact]
    public void Of_OneRunEach_CountsWhereTheyDiffer()
    {
        var test = PairedTest.Of([[true, true, false, true]], [[true, false, true, false]]);

        Assert.Equal((2, 1, 1.0), (test.OnlyFirst, test.OnlySecond, test.PValue));
        Assert.Equal("McNemar's exact test", test.Name);
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
    public void Of_SeedsThatScatter_IsNotSignificantHoweverManyImages()
    {
        // Each seed of the first is right on 500 or 900 of 1,000, of the second on 480 or 860: much over images, nothing over seeds.
        bool[] Right(int count) => [.. Enumerable.Range(0, 1000).Select(i => i < count)];

        var test = PairedTest.Of([Right(500), Right(900)], [Right(480), Right(860)]);

        Assert.True(PairedTest.SignFlips([.. Enumerable.Repeat(2, 60)]) < 0.001);
        Assert.InRange(test.PValue, 0.5, 1);
    }

    [Fact]
    public void Of_FewImages_IsNotSignificantHoweverSteadyTheSeeds()
    {
        bool[] better = [true, true, true, false], worse = [true, true, false, false];

        Assert.Equal(1, PairedTest.Of([better, better, better], [worse, worse, worse]).PValue);
    }

    private static bool[][] Runs(int count) => [.. Enumerable.Range(0, count).Select(_ => new[] { true, false })];

    // Means 21.62 and 23.3667, variances 16.772 and 4.48267; the midpoint rule over x = t + s / (1 − s).
    private static double TailByIntegration()
    {
        double va = 16.772 / 5, vb = 4.482666666666667 / 6, t = (140.2 / 6 - 21.62) / Math.Sqrt(va + vb);
        var freedom = (va + vb) * (va + vb) / ((va * va / 4) + (vb * vb / 5));
        return Tail(t) / Tail(0);

        double Tail(double from) => Enumerable.Range(0, 20_000).Select(i => (i + 0.5) / 20_000)
            .Sum(s => Math.Pow(1 + (Math.Pow(from + (s / (1 - s)), 2) / freedom), -(freedom + 1) / 2) / ((1 - s) * (1 - s)));
    }
}
