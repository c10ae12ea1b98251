namespace MlNetCnn.Training.Tests;

public class LearningRateCurveTests
{
    [Fact]
    public void Suggestion_AJumpByChance_IsNotTakenForTheFall()
    {
        // Level but for one jump at the beginning, then a long fall around the 60th of 100 rates.
        var curve = Of(i => (i == 0 ? 2.6 : 2.5) - Math.Clamp((i - 50) * 0.05, 0, 1));

        Assert.InRange(curve.Suggestion!.Value, RateAt(54), RateAt(66));
    }

    [Fact]
    public void Suggestion_ALossThatNeverFalls_IsNull() => Assert.Null(Of(i => i * 0.1).Suggestion);

    [Fact]
    public void Suggestion_AFewPoints_IsAmongThem()
    {
        Assert.Equal(0.1, new LearningRateCurve([new(0.01, 2), new(0.1, 1.9), new(1, 1)]).Suggestion);
        Assert.Null(new LearningRateCurve([]).Suggestion);
        Assert.Null(new LearningRateCurve([new(0.01, 2)]).Suggestion);
    }

    private static LearningRateCurve Of(Func<int, double> loss) => new([.. Enumerable.Range(0, 100).Select(i => new LearningRatePoint(RateAt(i), loss(i)))]);

    private static double RateAt(int step) => new LearningRateSweep().RateAt(step);
}
