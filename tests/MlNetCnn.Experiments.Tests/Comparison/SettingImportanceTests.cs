using System.Collections.Immutable;

namespace MlNetCnn.Experiments.Tests;

public class SettingImportanceTests
{
    [Fact]
    public void Of_AGrid_RanksSettingsByTheVarianceBetweenTheirValues()
    {
        // The last was measured on other images.
        ComparisonRow[] rows = [Row("0.1", "sgd", 0.50), Row("0.1", "adam", 0.52), Row("0.01", "sgd", 0.90), Row("0.01", "adam", 0.92), Row("0.1", "adamw", 0.1) with { IsRanked = false }];

        var importances = SettingImportance.Of(rows);

        // By hand for the rate: total 0.1604, within 0.0004, by chance 0.0004 / 2.
        Assert.Equal(["learning-rate", "optimizer"], importances.Select(i => i.Setting));
        Assert.Equal(2, importances[0].Values);
        Assert.Equal((0.1604 - 0.0004 - 0.0002) / 0.1604, importances[0].Share, 1e-9);
        Assert.Equal(0, importances[1].Share); // less than chance would give
    }

    [Fact]
    public void Of_SettingsThatDifferInEveryRowOrInNone_SaysNothing() =>
        Assert.Empty(SettingImportance.Of([Row("0.1", "sgd", 0.5), Row("0.01", "sgd", 0.9)]));

    [Fact]
    public void Of_EqualAccuracies_IsNothing() =>
        Assert.All(SettingImportance.Of([Row("0.1", "sgd", 0.5), Row("0.1", "adam", 0.5), Row("0.01", "sgd", 0.5)]), importance => Assert.Equal(0, importance.Share));

    private static ComparisonRow Row(string rate, string optimizer, double accuracy) => new()
    {
        Architecture = "lenet",
        Settings = new Dictionary<string, string> { ["learning-rate"] = rate, ["optimizer"] = optimizer }.ToImmutableSortedDictionary(),
        Runs = [],
        TestAccuracy = new(accuracy, 0),
        IsRanked = true,
        Parameters = 1,
        Macs = 1,
        WeightBytes = 1,
        TrainingMemoryBytes = 1,
        TrainImagesPerSecond = 1,
        ModelBytes = 1,
    };
}
