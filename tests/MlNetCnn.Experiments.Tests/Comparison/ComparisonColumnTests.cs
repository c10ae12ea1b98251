using System.Collections.Immutable;

namespace MlNetCnn.Experiments.Tests;

public class ComparisonColumnTests
{
    private static readonly ScoringSpeed Slow = new(1000, 2, 4, "m", "cpu", DateTimeOffset.UnixEpoch);

    [Theory]
    [InlineData("accuracy", 1)]
    [InlineData("macs", 0)]
    [InlineData("scoring-speed", 1)]
    [InlineData("p50", 1)]
    public void BestOf_Values_IsTheHighestOrTheLowest(string key, int best)
    {
        ComparisonRow[] rows = [Row(0.8, macs: 10, Slow), Row(0.9, macs: 20, Slow with { RowsPerSecond = 2000, LatencyP50 = 1 })];

        Assert.Same(rows[best], Assert.Single(Column(key).BestOf(rows)));
    }

    [Fact]
    public void BestOf_AllTheSame_IsNone() => Assert.Empty(Column("macs").BestOf([Row(0.8, 10, null), Row(0.9, 10, null)]));

    [Fact]
    public void BestOf_Tie_IsBoth() => Assert.Equal(2, Column("macs").BestOf([Row(0.8, 10, null), Row(0.9, 10, null), Row(0.7, 20, null)]).Count());

    [Fact]
    public void BestOf_SpeedsOfSeveralMachines_IsNone() =>
        Assert.Empty(Column("scoring-speed").BestOf([Row(0.8, 10, Slow) with { IsSpeedStale = true }, Row(0.9, 20, Slow with { RowsPerSecond = 2000 }) with { IsSpeedStale = true }]));

    [Theory]
    [InlineData("macs", ComparisonCost.Macs)]
    [InlineData("model-bytes", ComparisonCost.ModelBytes)]
    [InlineData("nonsense", null)]
    public void Find_Name_IsTheCostOrNone(string name, ComparisonCost? cost) => Assert.Equal(cost, ComparisonCosts.Find(name));

    private static ComparisonColumn Column(string key) => ComparisonColumn.All.Single(c => c.Key == key);

    private static ComparisonRow Row(double accuracy, long macs, ScoringSpeed? speed) => new()
    {
        Architecture = "lenet",
        Settings = ImmutableSortedDictionary<string, string>.Empty,
        Runs = [],
        TestAccuracy = new(accuracy, 0),
        IsRanked = true,
        Parameters = 1,
        Macs = macs,
        WeightBytes = 1,
        TrainingMemoryBytes = 1,
        TrainImagesPerSecond = 1,
        Speed = speed,
        ModelBytes = 1,
    };
}
