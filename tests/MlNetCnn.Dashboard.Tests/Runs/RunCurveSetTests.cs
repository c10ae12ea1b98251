using MlNetCnn.Training;

namespace MlNetCnn.Dashboard.Tests;

public class RunCurveSetTests
{
    [Fact]
    public void Of_LossAndAccuracyThatDisagree_MarkTheEpochWhoseWeightsAreKept()
    {
        // The third has the highest accuracy, but the second the lowest loss, by which the weights were chosen.
        var curves = RunCurveSet.Of([Epoch(1, 0.9, 0.5, true), Epoch(2, 0.4, 0.6, true), Epoch(3, 0.5, 0.7, false)], []);

        Assert.Equal(new ChartPoint(2, 0.4), Curve.BestOf(curves.Loss[^1]));
        Assert.Equal(new ChartPoint(2, 0.6), Curve.BestOf(curves.Accuracy[^1]));
        Assert.Null(Curve.BestOf(curves.Accuracy[0]));
    }

    private static EpochMetrics Epoch(int epoch, double loss, double accuracy, bool isBest) => new(epoch, 0.1, 0.9, loss, accuracy, 0.01, 1, 1000, isBest);
}
