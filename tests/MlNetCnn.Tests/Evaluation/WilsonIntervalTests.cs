namespace MlNetCnn.Tests;

public sealed class WilsonIntervalTests
{
    [Theory] // Newcombe 1998, table I, method 3
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Of_NewcombesExamples_GivesThePublishedLimits(int successes, int trials, double lower, double upper)
    {
        var interval = WilsonInterval.Of(successes, trials);

        Assert.Equal(lower, interval.Lower, 4);
        Assert.Equal(upper, interval.Upper, 4);
    }

    [Fact]
    public void Of_AllOrNone_EndsAtOneOrZero()
    {
        Assert.Equal(1, WilsonInterval.Of(50, 50).Upper);
        Assert.Equal(0, WilsonInterval.Of(0, 50).Lower);
        Assert.Equal(1 - WilsonInterval.Of(50, 50).Lower, WilsonInterval.Of(0, 50).Upper, 12);
    }

    [Theory] // quantiles of the normal distribution: n = 1 and no success give z²/(1 + z²)
    [InlineData(0.5, 0.67448975019608)]
    [InlineData(0.9, 1.64485362695147)]
    [InlineData(0.95, 1.95996398454005)]
    [InlineData(0.99, 2.57582930354890)]
    [InlineData(0.999999, 4.89163847569859)]
    public void Of_OtherConfidence_UsesItsQuantile(double confidence, double z) =>
        Assert.Equal(z * z / (1 + z * z), WilsonInterval.Of(0, 1, confidence).Upper, 9);

    [Theory]
    [InlineData(0, 0, 0.95)]
    [InlineData(-1, 5, 0.95)]
    [InlineData(6, 5, 0.95)]
    [InlineData(1, 5, 1)]
    [InlineData(1, 5, double.NaN)]
    public void Of_OutOfRange_IsRefused(int successes, int trials, double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(successes, trials, confidence));

    [Fact]
    public void Of_SimulatedAccuracies_ContainsTheTrueOneInNinetyFivePercent()
    {
        var random = new Random(1);
        var coverages = from trials in new[] { 100, 250, 1000 }
                        from share in Enumerable.Range(50, 50).Select(p => p / 100.0)
                        select Coverage(share, trials);

        Assert.Equal(0.95, coverages.Average(), 0.01);

        double Coverage(double share, int trials) => Enumerable.Range(0, 400).Average(_ =>
        {
            var successes = 0;
            for (var i = 0; i < trials; i++)
                successes += random.NextDouble() < share ? 1 : 0;
            var (lower, upper) = WilsonInterval.Of(successes, trials);
            return lower <= share && share <= upper ? 1.0 : 0;
        });
    }
}
