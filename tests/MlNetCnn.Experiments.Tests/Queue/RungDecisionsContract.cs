using System.Collections.Immutable;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments.Tests;

/// <summary>What holds for pruning on any database: nothing trains here, leases tell what runs came to.</summary>
public abstract class RungDecisionsContract : IDisposable
{
    private readonly ManualTime _time = new();
    private RunStore _store = null!;

    protected Workplace Workplace { get; } = new();

    private protected abstract StoreLocation NewLocation();

    [SkippableFact]
    public async Task Decide_AllAtTheRung_LetsTheBestGoOnAndPrunesTheRestOnce()
    {
        var runs = await AddAsync("0.1", "0.2", "0.3", "0.4");
        await ReachAsync(runs, epoch: 2, accuracies: [0.5, 0.7, 0.6]);
        var decisions = new RungDecisions(_store);
        Assert.Equal(0, Count(await decisions.DecideAsync(default))); // the fourth is on its way
        await ReachAsync(runs[3..], epoch: 2, accuracies: [0.9]);

        // Several processes at once.
        var told = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new RungDecisions(_store, "g").DecideAsync(default))));

        Assert.Equal((2, 2), (told.Sum(t => t.Pruned.Count), told.Sum(t => t.GoOn)));
        Assert.Equal(0, Count(await decisions.DecideAsync(default)));
        runs = await GetAsync(runs);
        Assert.Equal([RunState.Cancelled, RunState.Queued, RunState.Cancelled, RunState.Queued], runs.Select(r => r.State));
        Assert.Equal([2, null, 2, null], runs.Select(r => r.PrunedAfter));
        Assert.Equal("Pruned after epoch 2: validation accuracy 50.0 %, choice 4 of 4.", runs[0].Sentence);
        Assert.NotNull(runs[0].EndedAt);
        Assert.Equal((4, null), (runs[1].PauseAfter!.Value, runs[1].Sentence));

        // The next rung is the last: who goes on from it trains to the end.
        await ReachAsync([runs[1], runs[3]], epoch: 4, accuracies: [0.8, 0.95]);
        await decisions.DecideAsync(default);
        runs = await GetAsync(runs);
        Assert.Equal((RunState.Cancelled, 4, RunState.Queued, null), (runs[1].State, runs[1].PrunedAfter!.Value, runs[3].State, runs[3].PauseAfter));
        Assert.Equal("Pruned after epoch 4: validation accuracy 80.0 %, choice 2 of 2.", runs[1].Sentence);
        Assert.Equal(3, Experiments.Comparison.Of(_store, runs).Pruned);
    }

    [SkippableFact]
    public async Task Decide_RunsThatFailedOrStoppedEarly_KeepNobodyWaiting()
    {
        var runs = await AddAsync("0.1", "0.2", "0.3");
        await EndAsync(runs[0], new RunEnding(RunState.Failed, "Why."), 1, 0.99);
        await EndAsync(runs[1], new RunEnding(RunState.Succeeded), 1, 0.6); // patience
        await ReachAsync(runs[2..], epoch: 2, accuracies: [0.5]);

        await new RungDecisions(_store).DecideAsync(default);

        runs = await GetAsync(runs);
        Assert.Equal([RunState.Failed, RunState.Succeeded, RunState.Queued], runs.Select(r => r.State));
    }

    [SkippableFact]
    public async Task Decide_OtherGroup_IsLeftToItsOwnWorkers()
    {
        var runs = await AddAsync("0.1", "0.2");
        await ReachAsync(runs, epoch: 4, accuracies: [0.5, 0.7]);

        Assert.Equal(0, Count(await new RungDecisions(_store, "other").DecideAsync(default)));
        Assert.Equal(2, Count(await new RungDecisions(_store, "g").DecideAsync(default)));
    }

    [SkippableFact]
    public async Task Add_SweepAgain_KeepsNoRunTwiceButThoseThatFailedOrWereGivenUp()
    {
        var runs = await AddAsync("0.1", "0.2", "0.3", "0.4");
        var queue = new RunQueue(_store);
        await EndAsync(runs[0], new RunEnding(RunState.Failed, "Why."), 1, 0.5);
        await queue.CancelAsync(runs[1].Id);
        await ReachAsync(runs[2..], epoch: 2, accuracies: [0.5, 0.7]);

        _time.Advance(TimeSpan.FromSeconds(1));
        var again = await queue.AddAsync(SweepOf("0.1", "0.2", "0.3", "0.4"));

        Assert.Equal([runs[0].RequestHash, runs[1].RequestHash], again.Select(r => r.RequestHash));
        await ReachAsync(again, epoch: 2, accuracies: [0.1, 0.2]);
        await new RungDecisions(_store).DecideAsync(default);
        Assert.Equal([RunState.Queued, RunState.Queued], (await GetAsync(runs[2..])).Select(r => r.State));
        Assert.Empty(await queue.AddAsync(SweepOf("0.1", "0.2", "0.3", "0.4"))); // who was pruned stays so
    }

    [SkippableFact]
    public async Task Resume_RunThatWasPrunedOrWaits_TrainsToItsEnd()
    {
        var runs = await AddAsync("0.1", "0.2", "0.3");
        var queue = new RunQueue(_store);
        await ReachAsync(runs[..1], epoch: 2, accuracies: [0.5]);

        var freed = await queue.ResumeAsync(runs[0].Id);
        Assert.Equal((RunState.Queued, null), (freed.State, freed.PauseAfter));
        await ReachAsync(runs[1..], epoch: 2, accuracies: [0.4, 0.3]);
        await new RungDecisions(_store).DecideAsync(default);
        var pruned = await _store.GetAsync(runs[2].Id);
        Assert.Equal(2, pruned.PrunedAfter);
        pruned = await queue.ResumeAsync(runs[2].Id);

        Assert.Equal((RunState.Queued, null, null), (pruned.State, pruned.PauseAfter, pruned.PrunedAfter));
    }

    public void Dispose()
    {
        Workplace.Dispose();
        GC.SuppressFinalize(this);
    }

    private static int Count((IReadOnlyList<(string, string)> Pruned, int GoOn) told) => told.Pruned.Count + told.GoOn;

    private Sweep SweepOf(params string[] rates) => new()
    {
        Architectures = [Workplace.Network],
        Data = Workplace.Data,
        Group = "g",
        Halving = 2,
        Settings = new Dictionary<string, ImmutableArray<string>>
        {
            ["learning-rate"] = [.. rates],
            ["epochs"] = ["8"],
            ["validation-fraction"] = ["0.2"],
            ["device"] = ["cpu"],
        }.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    private async Task<Run[]> AddAsync(params string[] rates)
    {
        _store = await RunStore.OpenAsync(NewLocation(), _time);
        return [.. await new RunQueue(_store).AddAsync(SweepOf(rates))];
    }

    private async Task<Run[]> GetAsync(IEnumerable<Run> runs)
    {
        var now = new List<Run>();
        foreach (var run in runs)
            now.Add(await _store.GetAsync(run.Id));
        return [.. now];
    }

    // As a worker leaves a run at its rung.
    private async Task ReachAsync(IEnumerable<Run> runs, int epoch, double[] accuracies)
    {
        foreach (var (run, accuracy) in runs.Zip(accuracies))
            await EndAsync(run, new RunEnding(RunState.Paused, "Waits."), epoch, accuracy);
    }

    private async Task EndAsync(Run run, RunEnding ending, int epoch, double accuracy)
    {
        // Of all that wait, this one.
        await _store.EditAsync(run.Id, new RunEdit { Priority = 1 });
        var lease = (await new RunLeases(_store, "w/1/1", TimeSpan.FromMinutes(1)).ClaimAsync(["cpu"], default))!;
        await _store.EditAsync(run.Id, new RunEdit { Priority = 0 });
        Assert.Equal(run.Id, lease.Run.Id);
        var attempt = _store.FolderOf(run.Id).Begin(lease.Token, run.Request);
        EpochMetrics[] epochs = [.. Enumerable.Range(1, epoch).Select(e => new EpochMetrics(e, 1, 0.5, 1, accuracy, 0.1, 1, 90, true))];
        new MetricsFile(attempt.Metrics).Write(epochs);
        Assert.True(await lease.EndAsync(new() { SoFar = EpochSummary.Of(epochs) }, ending, default));
        await lease.SettleAsync();
    }
}
