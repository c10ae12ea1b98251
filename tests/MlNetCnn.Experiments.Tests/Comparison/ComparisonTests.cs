using System.Collections.Immutable;

namespace MlNetCnn.Experiments.Tests;

using Comparison = MlNetCnn.Experiments.Comparison;

public sealed class ComparisonTests : IAsyncLifetime, IDisposable
{
    private static readonly bool[] Good = [.. Enumerable.Repeat(true, 10), false, false];
    private static readonly bool[] Bad = [.. Enumerable.Repeat(true, 2), .. Enumerable.Repeat(false, 10)];

    private readonly Workplace _workplace = new();
    private RunStore _store = null!;

    public async Task InitializeAsync() => _store = await RunStore.OpenAsync(_workplace.SqliteLocation());

    [Fact]
    public async Task Of_RunsThatDifferInTheirSeedOnly_AreOneLine()
    {
        Run[] runs =
        [
            await AddAsync(_workplace.Request(("seed", "1")), Good, macs: 100),
            await AddAsync(_workplace.Request(("seed", "2")), Bad, macs: 100),
            await AddAsync(_workplace.Request(("seed", "1"), ("learning-rate", "0.5")), Bad, macs: 50),
            await AddAsync(_workplace.Request(("seed", "3")), null, macs: 100, RunState.Failed),
        ];

        var comparison = Comparison.Of(_store, runs);

        Assert.Equal(2, comparison.Rows.Length);
        var (first, second) = (comparison.Rows[0], comparison.Rows[1]);
        Assert.Equal((2, 1), (first.Runs.Length, second.Runs.Length));
        Assert.Equal(0.5, first.TestAccuracy!.Mean, 12); // (10/12 + 2/12) / 2
        Assert.Equal(Math.Sqrt(2) / 3, first.TestAccuracy.Sd, 12); // ±4/12 around the mean, n − 1 = 1
        Assert.Equal(0, second.TestAccuracy!.Sd);
        Assert.Equal("learning-rate=0.001", string.Join(' ', first.Settings.Select(s => $"{s.Key}={s.Value}")));
        Assert.Equal("learning-rate=0.5", string.Join(' ', second.Settings.Select(s => $"{s.Key}={s.Value}")));
        Assert.Equal((true, true), (first.IsOnParetoFront, second.IsOnParetoFront));
        Assert.Null(first.AgainstBest);
    }

    [Fact]
    public async Task Of_LessAccurateAtTheSameCost_IsOffTheFrontAndTestedAgainstTheBest()
    {
        var comparison = Comparison.Of(_store,
        [
            await AddAsync(_workplace.Request(("learning-rate", "0.5")), Bad, macs: 100),
            await AddAsync(_workplace.Request(), Good, macs: 100),
        ]);

        Assert.Equal([true, false], comparison.Rows.Select(r => r.IsOnParetoFront));
        // Right on eight images where the other is wrong, never the other way round: 2 · 2⁻⁸.
        var test = comparison.Rows[1].AgainstBest!;
        Assert.Equal((8, 0), (test.OnlyFirst, test.OnlySecond));
        Assert.Equal(2.0 / 256, test.PValue, 12);
    }

    [Fact]
    public async Task Of_OtherTestImages_MakesNoTest()
    {
        var comparison = Comparison.Of(_store,
        [
            await AddAsync(_workplace.Request(("learning-rate", "0.5")), Bad, macs: 100, dataHash: "other"),
            await AddAsync(_workplace.Request(), Good, macs: 100),
        ]);

        Assert.Null(comparison.Rows[1].AgainstBest);
    }

    [Fact]
    public async Task Of_TheSameImagesAtAnotherSize_IsTested()
    {
        var comparison = Comparison.Of(_store,
        [
            await AddAsync(_workplace.Request() with { Images = ImageSettings.Format(new() { Size = 14 }) }, Bad, macs: 100, dataHash: "smaller"),
            await AddAsync(_workplace.Request(), Good, macs: 100),
        ]);

        Assert.Equal(2.0 / 256, comparison.Rows[1].AgainstBest!.PValue, 12);
        Assert.Equal("size=14", comparison.Rows[1].SettingsText);
    }

    [Fact]
    public async Task Of_OtherData_IsNotRanked()
    {
        var comparison = Comparison.Of(_store,
        [
            await AddAsync(_workplace.Request() with { Data = "/other/data" }, Bad, macs: 50, dataHash: "other"),
            await AddAsync(_workplace.Request(), Good, macs: 100),
        ]);

        Assert.Equal([(true, true), (false, false)], comparison.Rows.Select(r => (r.IsRanked, r.IsOnParetoFront)));
        Assert.Empty(ComparisonColumn.All.Single(c => c.Key == "log-loss").BestOf(comparison.Rows));
    }

    [Fact]
    public async Task Of_SpeedOfAnotherMachine_IsStale()
    {
        var here = new ScoringSpeed(1000, 1, 2, Environment.MachineName, "cpu", DateTimeOffset.UnixEpoch);
        var runs = new[] { await AddAsync(_workplace.Request(), Good, macs: 100), await AddAsync(_workplace.Request(("learning-rate", "0.5")), Bad, macs: 50) };
        runs = [runs[0] with { Speed = here }, runs[1] with { Speed = here }];

        Assert.All(Comparison.Of(_store, runs).Rows, r => Assert.False(r.IsSpeedStale));
        Assert.All(Comparison.Of(_store, [runs[0], runs[1] with { Speed = here with { Machine = "elsewhere" } }]).Rows, r => Assert.True(r.IsSpeedStale));
    }

    [Fact]
    public async Task Of_CostThatWasNotMeasured_LeavesNoLineOutOfTheTable()
    {
        var rows = Comparison.Of(_store, [await AddAsync(_workplace.Request(), Good, macs: 100)], ComparisonCost.Latency).Rows;

        Assert.True(Assert.Single(rows).IsOnParetoFront);
    }

    [Fact]
    public async Task ToMarkdownAndToCsv_PathWithSignsOfBoth_StayTables()
    {
        var comparison = Comparison.Of(_store,
        [
            await AddAsync(_workplace.Request() with { Data = "/a|b,\"c\"" }, Good, macs: 100),
            await AddAsync(_workplace.Request() with { Data = "/d" }, Bad, macs: 100),
        ]);

        var markdown = comparison.ToMarkdown().Split('\n');
        Assert.Equal(4, markdown.Length);
        Assert.Contains("| data=/a\\|b,\"c\" |", markdown[2]);
        Assert.Contains($"({WilsonInterval.Of(10, 12)})", markdown[2]);
        var csv = comparison.ToCsv().Split('\n');
        Assert.StartsWith("architecture,settings,runs,testAccuracyMean,", csv[0]);
        Assert.StartsWith("tiny,\"data=/a|b,\"\"c\"\"\",1,0.8333", csv[1]);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _workplace.Dispose();

    private async Task<Run> AddAsync(RunRequest request, bool[]? right, long macs, RunState state = RunState.Succeeded, string dataHash = "images")
    {
        var run = await _store.AddAsync(request);
        if (right is null)
            return run with { State = state };
        Prediction[] predictions = [.. right.Select(r => new Prediction(0, r ? 0 : 1, 0.75f, r ? 0.75f : 0.25f))];
        var folder = _store.FolderOf(run.Id);
        Directory.CreateDirectory(folder.Path);
        PredictionsFile.Write(folder.Predictions, predictions);
        return run with
        {
            State = state,
            Result = new RunResult
            {
                Test = TestScore.Of(predictions, ImmutableArray.Create("a", "b"), dataHash),
                Epochs = 1,
                TrainingSeconds = 1,
                ImagesPerSecond = 90,
                PeakMemoryBytes = 2,
                TrainingMemoryBytes = 1,
                Parameters = 10,
                Macs = macs,
                WeightBytes = 40,
                ModelBytes = 500,
            },
        };
    }
}
