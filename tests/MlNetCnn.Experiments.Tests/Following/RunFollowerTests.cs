using MlNetCnn.Training;

namespace MlNetCnn.Experiments.Tests;

public sealed class RunFollowerTests : IDisposable
{
    private readonly Workplace _workplace = new();

    [Fact]
    public async Task Look_NothingWritten_FindsNothingAndSaysSo()
    {
        var store = await RunStore.OpenAsync(_workplace.SqliteLocation());
        var run = await store.AddAsync(_workplace.Request());
        using var follower = new RunFollower(store);

        Assert.Equal([run.Id], (await follower.LookAsync()).AsEnumerable());
        Assert.Empty(await follower.LookAsync());
        Assert.Equal("tiny", Assert.Single(follower.Runs).Architecture);
    }

    [Fact]
    public async Task Look_EpochsOfALeasedRun_KeepsTheBestAndTheSpeed()
    {
        var store = await RunStore.OpenAsync(_workplace.SqliteLocation());
        var run = await store.AddAsync(_workplace.Request());
        using var follower = new RunFollower(store);
        await follower.LookAsync();
        var lease = await new RunLeases(store, "worker", TimeSpan.FromSeconds(30)).ClaimAsync(["cpu"], default);

        await lease!.WriteAsync(Report(Epoch(1, 0.5, 100, isBest: true)), default);
        await follower.LookAsync();
        Assert.Equal((RunState.Running, 1, 1, 0.5, 100), Line(follower));
        await lease.WriteAsync(Report(Epoch(1, 0.5, 100, isBest: true), Epoch(2, 0.8, 50, isBest: true), Epoch(3, 0.7, 50, isBest: false)), default);
        var changes = await follower.LookAsync();

        Assert.Equal([run.Id], changes.AsEnumerable());
        Assert.Equal((RunState.Running, 3, 2, 0.8, 60), Line(follower));
        // Who comes later counts the same.
        using var late = new RunFollower(store);
        await late.LookAsync();
        Assert.Equal(Line(follower), Line(late));
    }

    [Fact]
    public async Task Look_Thorough_SeesWhatPeopleChangeOfRunsThatAreOver()
    {
        var store = await RunStore.OpenAsync(_workplace.SqliteLocation());
        var run = await store.AddAsync(_workplace.Request());
        await new RunQueue(store).CancelAsync(run.Id);
        using var follower = new RunFollower(store);
        await follower.LookAsync();

        await store.EditAsync(run.Id, new() { Name = "renamed", Tags = ["b", "a"] });
        await follower.LookAsync(thorough: true);
        Assert.Equal("renamed", Assert.Single(follower.Runs).Name);
        Assert.Equal(["a", "b"], follower.Runs[0].Tags.AsEnumerable());

        await new RunTrash(store).ThrowAsync(run.Id);
        await new RunTrash(store).EmptyAsync();
        Assert.Equal([run.Id], (await follower.LookAsync(thorough: true)).AsEnumerable());
        Assert.Empty(follower.Runs);
    }

    [Fact]
    public async Task Look_RunWhoseProcessIsNoMore_IsInterrupted()
    {
        var time = new ManualTime();
        var store = await RunStore.OpenAsync(_workplace.SqliteLocation(), time);
        await store.AddAsync(_workplace.Request());
        await new RunLeases(store, $"{new WorkerName(Environment.MachineName, int.MaxValue, 0)}", TimeSpan.FromMinutes(1)).ClaimAsync(["cpu"], default);
        using var follower = new RunFollower(store);
        await follower.LookAsync();
        Assert.Equal(RunState.Running, Assert.Single(follower.Runs).State);

        time.Advance(TimeSpan.FromSeconds(2));
        await follower.LookAsync();

        Assert.Equal(RunState.Interrupted, Assert.Single(follower.Runs).State);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _workplace.Dispose();
    }

    private static (RunState, int, int, double?, int) Line(RunFollower follower) => Assert.Single(follower.Runs) is var run
        ? (run.State, run.Epoch, run.BestEpoch, run.BestAccuracy, (int)Math.Round(run.ImagesPerSecond ?? 0))
        : default;

    private static RowUpdate Report(params EpochMetrics[] epochs) => new() { SoFar = EpochSummary.Of(epochs) };

    private static EpochMetrics Epoch(int epoch, double accuracy, double speed, bool isBest) => new(epoch, 1, 0.9, 1, accuracy, 0.1, 2, speed, isBest);
}
