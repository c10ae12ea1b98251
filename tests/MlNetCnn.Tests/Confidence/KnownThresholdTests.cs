namespace MlNetCnn.Tests;

public class KnownThresholdTests
{
    private static readonly float[] Confidences = [0.9f, 0.5f, 0.7f, 0.6f, 0.8f];

    [Theory]
    [InlineData(1, 0.5f)]
    [InlineData(0.8, 0.6f)]
    [InlineData(0.79, 0.6f)]
    [InlineData(0.01, 0.9f)]
    public void ForRecall_OfFive_KeepsThatShare(double share, float threshold) => Assert.Equal(threshold, KnownThreshold.ForRecall(Confidences, share));

    [Fact]
    public void ForPrecision_TakesTheSmallestThatReachesIt()
    {
        (float, bool)[] images = [(0.9f, true), (0.8f, false), (0.7f, true), (0.6f, true), (0.6f, false), (0.5f, false)];

        Assert.Equal(0.9f, KnownThreshold.ForPrecision(images, 1));
        Assert.Equal(0.6f, KnownThreshold.ForPrecision(images, 0.6));
        Assert.Equal(0.5f, KnownThreshold.ForPrecision(images, 0.5));
        Assert.Null(KnownThreshold.ForPrecision([(0.9f, false), (0.5f, true)], 0.9));
    }

    [Fact]
    public void Against_Strangers_TakesTheThresholdBetween() => Assert.Equal(0.6f, KnownThreshold.Against(Confidences, [0.5f, 0.55f, 0.1f]));

    [Fact]
    public void Figures_OfStrangers_AreThoseOfTheRocCurve()
    {
        // Of 5 × 4 pairs 16 are in order and one is equal; at 0.5, which all of the known reach, three strangers do too.
        var figures = StrangerFigures.Of(Confidences, [0.5f, 0.65f, 0.55f, 0.1f]);

        Assert.Equal((5, 4), (figures.Known, figures.Strangers));
        Assert.Equal((20 - 0.5 - 2 - 1) / 20, figures.Auroc, 1e-12);
        Assert.Equal(0.75, figures.FprAt95Tpr);
    }

    [Fact]
    public void Thresholds_WithoutImages_AreRefused()
    {
        Assert.Contains("there are none", Assert.Throws<ArgumentException>(() => KnownThreshold.ForRecall([], 0.9)).Message);
        Assert.Contains("but got 1.5", Assert.Throws<ArgumentException>(() => KnownThreshold.ForRecall(Confidences, 1.5)).Message);
        Assert.Throws<ArgumentException>(() => StrangerFigures.Of(Confidences, []));
    }
}
