namespace MlNetCnn.Experiments.Tests;

/// <summary>What holds for leases on any database.</summary>
public abstract class LeaseContract : IDisposable
{
    private const string Nothing = "nothing";

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly ManualTime _time = new();

    protected Workplace Workplace { get; } = new();

    private protected abstract StoreLocation NewLocation();

    [SkippableFact]
    public async Task Claim_WaitingRuns_GoByPriorityAndAge()
    {
        var store = await OpenAsync();
        var first = await AddAsync(store);
        var second = await AddAsync(store);
        var urgent = await AddAsync(store, priority: 1);
        var leases = Worker(store, "a");

        Assert.Equal([urgent.Id, first.Id, second.Id, Nothing], [await Claim(leases), await Claim(leases), await Claim(leases), await Claim(leases)]);
    }

    [SkippableFact]
    public async Task Claim_Devices_TakeWhatFitsThem()
    {
        var store = await OpenAsync();
        var gpu = await AddAsync(store, device: "cuda");
        var cpu = await AddAsync(store, device: "cpu");
        var any = await AddAsync(store, device: "auto");
        var second = await AddAsync(store, device: "cuda:1");
        var leases = Worker(store, "a");

        Assert.Equal([cpu.Id, Nothing], [await Claim(leases, DeviceFit.ServedBy("cpu", hasGpus: true)), await Claim(leases, DeviceFit.ServedBy("cpu", hasGpus: true))]);
        Assert.Equal([gpu.Id, any.Id, Nothing],
            [await Claim(leases, DeviceFit.ServedBy("cuda:0", hasGpus: true)), await Claim(leases, DeviceFit.ServedBy("cuda:0", hasGpus: true)), await Claim(leases, DeviceFit.ServedBy("cuda:0", hasGpus: true))]);
        Assert.Equal(second.Id, await Claim(leases, DeviceFit.ServedBy("cuda:1", hasGpus: true)));
    }

    [SkippableFact]
    public async Task Claim_WorkerOfAGroup_LeavesOtherRunsAlone()
    {
        var store = await OpenAsync();
        await AddAsync(store);
        var mine = await store.AddAsync(Workplace.Request() with { Group = "mine" });
        var leases = new RunLeases(store, "another machine/1/1", Lease, "mine");

        Assert.Equal([mine.Id, Nothing], [await Claim(leases), await Claim(leases)]);
        Assert.False(await leases.IsAnyWaitingAsync(["cpu"], TimeSpan.Zero, default));
    }

    [SkippableFact]
    public async Task Claim_ManyWorkersAtOnce_EachRunGoesToOne()
    {
        var store = await OpenAsync();
        var runs = new List<string>();
        for (var i = 0; i < 20; i++)
            runs.Add((await AddAsync(store)).Id);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
        {
            var (leases, mine) = (Worker(store, $"w{i}"), new List<string>());
            while (await Claim(leases) is not Nothing and var id)
                mine.Add(id);
            return mine;
        })));

        Assert.Equal(runs.Order(), claimed.SelectMany(c => c).Order());
    }

    [SkippableFact]
    public async Task Write_ByAWorkerThatWasTakenForLost_IsRefused()
    {
        var store = await OpenAsync();
        var run = await AddAsync(store);
        var late = (await Worker(store, "late").ClaimAsync(["cpu"], default))!;
        await ReleaseAsync(store);
        var other = (await Worker(store, "other").ClaimAsync(["cpu"], default))!;
        await other.WriteAsync(StoreContract.Report(1, 2), default);

        Assert.False(await late.WriteAsync(StoreContract.Report(1), default));
        Assert.False(await late.EndAsync(StoreContract.Report(1), new RunEnding(RunState.Failed, "late"), default));

        Assert.Equal((1, 2), (late.Token, other.Token));
        var now = await store.GetAsync(run.Id);
        Assert.Equal((RunState.Running, 2, 2), (now.State, now.Epoch, now.Attempts));
        Assert.True(await other.EndAsync(new RowUpdate(), new RunEnding(RunState.Succeeded), default));
        Assert.False(await late.EndAsync(new RowUpdate(), new RunEnding(RunState.Failed, "late"), default));
        Assert.Equal(RunState.Succeeded, (await store.GetAsync(run.Id)).State);
    }

    [SkippableFact]
    public async Task End_ToldTwice_CountsOnce()
    {
        var store = await OpenAsync();
        await AddAsync(store);
        var lease = (await Worker(store, "a").ClaimAsync(["cpu"], default))!;

        // The connection may go between the commit and its confirmation.
        Assert.True(await lease.EndAsync(StoreContract.Report(1), new RunEnding(RunState.Succeeded), default));
        Assert.True(await lease.EndAsync(StoreContract.Report(1), new RunEnding(RunState.Succeeded), default));
    }

    [SkippableFact]
    public async Task ReleaseLost_WorkerWithAHeartbeat_KeepsItsRun()
    {
        var store = await OpenAsync();
        await AddAsync(store);
        var (worker, watcher) = (Worker(store, "a"), Worker(store, "b"));
        await worker.ClaimAsync(["cpu"], default);

        for (var i = 0; i < 20; i++)
        {
            _time.Advance(Lease / 5);
            await worker.BeatAsync(default);
            Assert.Equal(0, await watcher.ReleaseLostAsync(default));
        }
    }

    [SkippableFact]
    public async Task ReleaseLost_AfterTheStoreWasAway_GivesWorkersTimeToSpeakUp()
    {
        var store = await OpenAsync();
        await AddAsync(store);
        var (worker, watcher) = (Worker(store, "a"), Worker(store, "b"));
        await worker.ClaimAsync(["cpu"], default);

        _time.Advance(Lease * 10); // nobody could write
        Assert.Equal(0, await watcher.ReleaseLostAsync(default));
        await worker.BeatAsync(default);
        _time.Advance(Lease / 2);
        Assert.Equal(0, await watcher.ReleaseLostAsync(default));
    }

    [SkippableFact]
    public async Task ReleaseLost_ProcessOfThisMachineThatIsNoMore_LosesItsRunAtOnce()
    {
        var store = await OpenAsync();
        var run = await AddAsync(store);
        await new RunLeases(store, $"{new WorkerName(Environment.MachineName, int.MaxValue, 0)}", Lease).ClaimAsync(["cpu"], default);

        Assert.Equal(1, await Worker(store, "b").ReleaseLostAsync(default));
        Assert.Equal(RunState.Interrupted, (await store.GetAsync(run.Id)).State);
    }

    [SkippableFact]
    public async Task ReleaseLost_ThisProcess_KeepsItsRun()
    {
        var store = await OpenAsync();
        await AddAsync(store);
        await new RunLeases(store, $"{WorkerName.Own}", Lease).ClaimAsync(["cpu"], default);

        Assert.Equal(0, await Worker(store, "b").ReleaseLostAsync(default));
    }

    [SkippableTheory]
    [InlineData(RunWish.None, RunState.Interrupted)]
    [InlineData(RunWish.Cancel, RunState.Cancelled)]
    [InlineData(RunWish.Pause, RunState.Paused)]
    public async Task ReleaseLost_RunThatSomethingWasAskedOf_DoesIt(RunWish wish, RunState state)
    {
        var store = await OpenAsync();
        var run = await AddAsync(store);
        await Worker(store, "a").ClaimAsync(["cpu"], default);
        var queue = new RunQueue(store);
        if (wish != RunWish.None)
            Assert.Equal(wish, (await (wish == RunWish.Cancel ? queue.CancelAsync(run.Id) : queue.PauseAsync(run.Id))).Wish);

        await ReleaseAsync(store);

        var released = await store.GetAsync(run.Id);
        Assert.Equal((state, RunWish.None), (released.State, released.Wish));
    }

    [SkippableFact]
    public async Task ReleaseLost_RunThatTakesEveryWorkerAlong_IsGivenUp()
    {
        var store = await OpenAsync();
        var run = await AddAsync(store);
        for (var i = 0; i < LostRuns.MostLosses; i++)
        {
            Assert.Equal(run.Id, await Claim(Worker(store, "a")));
            await ReleaseAsync(store);
        }

        var failed = await store.GetAsync(run.Id);
        Assert.Equal(RunState.Failed, failed.State);
        Assert.Contains("lost 10 times in a row", failed.Sentence);
        Assert.Equal(Nothing, await Claim(Worker(store, "a")));
    }

    [SkippableFact]
    public async Task TakeUnsettled_RunWhoseWorkerWasLostAfterItsEnd_IsPutInOrderOnce()
    {
        var store = await OpenAsync();
        var run = await AddAsync(store);
        var lease = (await Worker(store, "a").ClaimAsync(["cpu"], default))!;
        var folder = store.FolderOf(run.Id);
        File.WriteAllText(folder.Begin(lease.Token, run.Request).Onnx, "model");
        Assert.True(await lease.EndAsync(new RowUpdate(), new RunEnding(RunState.Succeeded), default));

        var other = Worker(store, "b");
        Assert.Empty(await other.TakeUnsettledAsync(default)); // its own worker may still be at it
        _time.Advance(Lease * 2);
        await Assert.Single(await other.TakeUnsettledAsync(default)).SettleAsync();

        Assert.Equal("model", File.ReadAllText(folder.Onnx));
        Assert.True(File.Exists(folder.Card));
        Assert.Empty(Directory.GetDirectories(folder.Path));
        _time.Advance(Lease * 2);
        Assert.Empty(await Worker(store, "c").TakeUnsettledAsync(default));
    }

    [SkippableFact]
    public async Task Claim_RunThatItsWorkerHasNotLetGo_WaitsUntilItsFolderIsInOrder()
    {
        var store = await OpenAsync();
        var run = await AddAsync(store);
        var lease = (await Worker(store, "a").ClaimAsync(["cpu"], default))!;
        store.FolderOf(run.Id).Begin(lease.Token, run.Request);
        await lease.EndAsync(new RowUpdate(), new RunEnding(RunState.Paused), default);
        await new RunQueue(store).ResumeAsync(run.Id);

        Assert.Equal(Nothing, await Claim(Worker(store, "b")));
        await lease.SettleAsync();
        Assert.Equal(run.Id, await Claim(Worker(store, "b")));
    }

    [SkippableFact]
    public async Task Resume_RunThatSucceeded_IsRefused()
    {
        var store = await OpenAsync();
        var run = await AddAsync(store);
        await (await Worker(store, "a").ClaimAsync(["cpu"], default))!.EndAsync(new RowUpdate(), new RunEnding(RunState.Succeeded), default);

        var error = await Assert.ThrowsAsync<StoreException>(() => new RunQueue(store).ResumeAsync(run.Id));

        Assert.Equal($"The run {run.Id} cannot be resumed: its state is succeeded.", error.Message);
    }

    [SkippableFact]
    public async Task Cancel_AndResume_WaitingRun_MovesItAtOnce()
    {
        var store = await OpenAsync();
        var queue = new RunQueue(store);
        var run = await AddAsync(store);

        Assert.Equal(RunState.Cancelled, (await queue.CancelAsync(run.Id)).State);
        Assert.Equal(Nothing, await Claim(Worker(store, "a")));
        Assert.Equal((RunState.Queued, null), ((await queue.ResumeAsync(run.Id)).State, (await store.GetAsync(run.Id)).EndedAt));
        Assert.Equal(RunState.Paused, (await queue.PauseAsync(run.Id)).State);
        Assert.Equal(Nothing, await Claim(Worker(store, "a")));
        await queue.ResumeAsync(run.Id);
        Assert.Equal(run.Id, await Claim(Worker(store, "a")));
        Assert.Equal(RunState.Running, (await store.GetAsync(run.Id)).State);
        await Assert.ThrowsAsync<StoreException>(() => new RunTrash(store).ThrowAsync(run.Id));
    }

    public void Dispose()
    {
        Workplace.Dispose();
        GC.SuppressFinalize(this);
    }

    private static RunLeases Worker(RunStore store, string name) => new(store, $"another machine/{name.Length}{name}/1", Lease);

    private static async Task<string> Claim(RunLeases leases, params string[] devices) =>
        (await leases.ClaimAsync(devices.Length > 0 ? devices : ["cpu"], default))?.Run.Id ?? Nothing;

    // Silent for a lease, and then seen to be silent.
    private async Task ReleaseAsync(RunStore store)
    {
        var watcher = Worker(store, "watcher");
        _time.Advance(Lease * 2);
        Assert.Equal(0, await watcher.ReleaseLostAsync(default));
        _time.Advance(Lease);
        Assert.Equal(1, await watcher.ReleaseLostAsync(default));
    }

    private Task<RunStore> OpenAsync() => RunStore.OpenAsync(NewLocation(), _time);

    private async Task<Run> AddAsync(RunStore store, int priority = 0, string device = "cpu")
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return await store.AddAsync(Workplace.Request(("device", device)), priority);
    }
}
