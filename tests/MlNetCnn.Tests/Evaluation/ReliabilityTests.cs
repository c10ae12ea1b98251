namespace MlNetCnn.Tests;

public sealed class ReliabilityTests
{
    [Fact]
    public void Of_Predictions_IsTheHandComputation()
    {
        // Bins of a half: three of confidence 0.5, one of them right; one of 0.75, wrong; one of 1, right.
        (float, bool)[] predictions = [(0.5f, true), (0.5f, false), (0.5f, false), (0.75f, false), (1, true)];

        var reliability = Reliability.Of(predictions, bins: 2);

        Assert.Equal([(0, 0.5, 3), (0.5, 1, 2)], reliability.Bins.Select(b => (b.From, b.To, b.Images)));
        Assert.Equal([1.0 / 3, 0.5], reliability.Bins.Select(b => b.Accuracy));
        Assert.Equal([0.5, 0.875], reliability.Bins.Select(b => b.Confidence));
        // 3/5 · |1/3 − 1/2| + 2/5 · |1/2 − 7/8| = 0.1 + 0.15
        Assert.Equal(0.25, reliability.Error, 12);
    }

    [Fact]
    public void Of_AlwaysSureAndRight_HasNoError() => Assert.Equal(0, Reliability.Of([(1, true), (1, true)]).Error);
}
