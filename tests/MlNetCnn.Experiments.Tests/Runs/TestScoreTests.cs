namespace MlNetCnn.Experiments.Tests;

public sealed class TestScoreTests
{
    // True a: a, a, b. True b: b. True c: a. Nothing is taken for c.
    private static readonly TestScore Score = TestScore.Of(
        [new(0, 0, 0.5f, 0.5f), new(0, 0, 1, 1), new(0, 1, 0.75f, 0.25f), new(1, 1, 0.5f, 0.5f), new(2, 0, 1, 0)], ["a", "b", "c"], "hash");

    [Fact]
    public void Of_Predictions_CountsThem()
    {
        Assert.Equal(5, Score.Images);
        Assert.Equal(3.0 / 5, Score.Accuracy);
        Assert.Equal([[2, 1, 0], [0, 1, 0], [1, 0, 0]], Score.Confusion.Select(row => row.ToArray()));
    }

    [Fact]
    public void Of_Predictions_GivesEachClassItsFigures()
    {
        Assert.Equal(new ClassResult("a", 3, 2.0 / 3, 2.0 / 3, 2.0 / 3), Score.Classes[0]);
        Assert.Equal(new ClassResult("b", 1, 1.0 / 2, 1, 2.0 / 3), Score.Classes[1]);
        Assert.Equal(new ClassResult("c", 1, 0, 0, 0), Score.Classes[2]);
        Assert.Equal(4.0 / 9, Score.MacroF1, 12);
    }

    [Fact]
    public void LogLoss_SureMistake_IsBounded() =>
        Assert.Equal((Math.Log(2) + 0 + Math.Log(4) + Math.Log(2) - Math.Log(1e-15)) / 5, Score.LogLoss, 12);
}
