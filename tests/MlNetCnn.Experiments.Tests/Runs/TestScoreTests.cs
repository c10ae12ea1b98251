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
        Assert.Equal(
            [("a", 3, 2.0 / 3, 2.0 / 3, 2.0 / 3), ("b", 1, 1.0 / 2, 1, 2.0 / 3), ("c", 1, 0, 0, 0)],
            Score.Classes.Select(c => (c.Name, c.Images, c.Precision, c.Recall, c.F1)));
        Assert.Equal(4.0 / 9, Score.MacroF1, 12);
    }

    [Fact]
    public void Of_Predictions_HasIntervals()
    {
        Assert.Equal(WilsonInterval.Of(3, 5), Score.AccuracyInterval);
        Assert.Equal(WilsonInterval.Of(2, 3), Score.Classes[0].RecallInterval);
        Assert.Equal(3.5 / 6, Score.Classes[0].RocAuc!.Value, 12); // pairs of 0.5, 1 and 0.25 with 0 and 1, equal ones half
    }

    [Fact]
    public void Json_RoundTripAndOfAnOlderVersion_Load()
    {
        var again = RunJson.FromLine<TestScore>(RunJson.ToLine(Score));
        var older = RunJson.FromLine<TestScore>("""
            {"images":5,"dataHash":"hash","accuracy":0.6,"macroF1":0.4,"logLoss":1,"confusion":[[3,2]],"classes":[{"name":"a","images":3,"precision":0.5,"recall":1,"f1":0.7}]}
            """);

        Assert.Equal(Score.Classes.ToArray(), again.Classes.ToArray());
        Assert.Equal((Score.AccuracyInterval, Score.Brier, Score.CalibrationError), (again.AccuracyInterval, again.Brier, again.CalibrationError));
        Assert.Equal(WilsonInterval.Of(3, 5), older.AccuracyInterval);
        Assert.Equal((null, null, null), (older.Brier, older.MacroAccuracy, older.Classes[0].RocAuc));
        Assert.Equal(WilsonInterval.Of(3, 3), older.Classes[0].RecallInterval);
    }

    [Fact]
    public void LogLoss_SureMistake_IsBounded() =>
        Assert.Equal((Math.Log(2) + 0 + Math.Log(4) + Math.Log(2) - Math.Log(1e-15)) / 5, Score.LogLoss, 12);
}
