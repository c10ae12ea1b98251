namespace MlNetCnn.Experiments.Tests;

[Collection(PostgresCollection.Name)]
public sealed class LostWorkerTests(PostgresServer server) : IDisposable
{
    // Enough to be seen under way: the store is told once a second.
    private const int Epochs = 150;

    private readonly Workplace _workplace = new();

    [SkippableFact]
    public async Task Run_WhoseWorkerIsKilled_EndsOnAnotherAsIfNothingHadHappened()
    {
        var (store, queue) = await OpenAsync();
        var run = await queue.AddAsync(_workplace.Request(("epochs", $"{Epochs}")));
        var killed = Hosts.StartWorker(store.Location);
        await store.UntilAsync(run.Id, r => r.Epoch > 0);

        await Hosts.KillAsync(killed);
        var twin = await queue.AddAsync(_workplace.Request(("epochs", $"{Epochs}")));
        var other = Hosts.StartWorker(store.Location);
        run = await store.UntilAsync(run.Id, r => r.State.IsOver());
        twin = await store.UntilAsync(twin.Id, r => r.State.IsOver());
        await Hosts.UntilAsync(() => File.Exists(store.FolderOf(twin.Id).Card));
        await Hosts.KillAsync(other);

        Assert.Equal((RunState.Succeeded, 2), (run.State, run.Attempts));
        Assert.Equal((RunState.Succeeded, 1), (twin.State, twin.Attempts));
        Assert.Equal(Enumerable.Range(1, Epochs), store.Epochs(run.Id).Select(e => e.Epoch));
        Assert.Equal(store.Epochs(twin.Id).Select(e => e.TrainLoss), store.Epochs(run.Id).Select(e => e.TrainLoss));
        Assert.Equal(File.ReadAllBytes(store.FolderOf(twin.Id).Onnx), File.ReadAllBytes(store.FolderOf(run.Id).Onnx));
    }

    [SkippableFact]
    public async Task Worker_ThatWakesUpLate_DoesNotTouchTheNewerResult()
    {
        var (store, queue) = await OpenAsync();
        var run = await queue.AddAsync(_workplace.Request(("epochs", $"{Epochs}")));
        var late = Hosts.StartWorker(store.Location);
        await store.UntilAsync(run.Id, r => r.Epoch > 0);

        Hosts.Signal("STOP", late);
        var other = Hosts.StartWorker(store.Location);
        run = await store.UntilAsync(run.Id, r => r.State.IsOver());
        await Hosts.UntilAsync(() => File.Exists(store.FolderOf(run.Id).Card));
        Hosts.Signal("CONT", late);
        while (await late.StandardOutput.ReadLineAsync().WaitAsync(Hosts.Patience) is { } line && !line.EndsWith($"{run.Id} is another worker's now", StringComparison.Ordinal))
        {
        }
        Assert.False(late.HasExited);
        await Hosts.KillAsync(late);
        await Hosts.KillAsync(other);

        var after = await store.GetAsync(run.Id);
        Assert.Equal((RunState.Succeeded, 2), (after.State, after.Attempts));
        Assert.Equal(RunJson.ToLine(run.Result), RunJson.ToLine(after.Result));
        Assert.Empty(Directory.GetDirectories(store.FolderOf(run.Id).Path));
    }

    [SkippableFact]
    public async Task Database_AwayForAWhile_LosesNoEpoch()
    {
        var (store, queue) = await OpenAsync();
        var run = await queue.AddAsync(_workplace.Request(("epochs", $"{Epochs}")));
        await using var worker = new OwnWorker(store, queue);
        run = await store.UntilAsync(run.Id, r => r.Epoch > 0);
        var metrics = new MetricsFile(store.FolderOf(run.Id).Newest.Metrics);

        server.Stop();
        try
        {
            // Training goes on by itself, to its end.
            await Hosts.UntilAsync(() => metrics.Read() is [.., { Epoch: Epochs }]);
        }
        finally
        {
            server.Start();
        }

        run = await store.UntilAsync(run.Id, r => r.State.IsOver());
        Assert.Equal((RunState.Succeeded, 1), (run.State, run.Attempts));
        Assert.Equal(Enumerable.Range(1, Epochs), store.Epochs(run.Id).Select(e => e.Epoch));
        Assert.Contains(worker.Log, l => l.Contains("the store is away", StringComparison.Ordinal));
    }

    public void Dispose() => _workplace.Dispose();

    private async Task<(RunStore, RunQueue)> OpenAsync()
    {
        var store = await RunStore.OpenAsync(StoreLocation.Parse(server.NewDatabase(), _workplace.Artifacts));
        return (store, new RunQueue(store));
    }
}
