using System.Diagnostics;
using System.Globalization;

namespace MlNetCnn.Experiments.Tests;

/// <summary>Many runs, and workers that die all the time. <c>MLNETCNN_MANY_RUNS</c> makes them more than the few that a test can wait for.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ManyRunsTests(PostgresServer server) : IAsyncLifetime, IDisposable
{
    private const int Workers = 3;
    private const int Epochs = 40;

    // A worker dies whenever so many more runs are over.
    private const int OverBetweenDeaths = 3;

    private readonly Workplace _workplace = new();
    private readonly List<Process> _workers = [];

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("MLNETCNN_MANY_RUNS"), CultureInfo.InvariantCulture, out var count) ? count : 12;

    [SkippableFact]
    public async Task Runs_WhoseWorkersDieAllTheTime_AllSucceedOnceAndNoneIsLost()
    {
        var store = await RunStore.OpenAsync(StoreLocation.Parse(server.NewDatabase(), _workplace.Artifacts));
        var queue = new RunQueue(store);
        var ids = new List<string>();
        for (var i = 0; i < Count; i++)
            ids.Add((await queue.AddAsync(_workplace.Request(("epochs", $"{Epochs}"), ("seed", $"{i + 1}")))).Id);
        for (var i = 0; i < Workers; i++)
            _workers.Add(Hosts.StartWorker(store.Location));

        var deaths = 0;
        for (var over = 0; over < Count;)
        {
            await UntilAsync(store, r => r.Count(x => x.State.IsOver()) > over);
            over = (await AllAsync(store)).Count(r => r.State.IsOver());
            if (over < (deaths + 1) * OverBetweenDeaths || over == Count)
                continue;
            await UntilAsync(store, r => r.Any(x => x.State == RunState.Running) || r.All(x => x.State.IsOver()));
            await Hosts.KillAsync(_workers[deaths % Workers]);
            _workers[deaths++ % Workers] = Hosts.StartWorker(store.Location);
        }
        await Hosts.UntilAsync(() => ids.All(id => File.Exists(store.FolderOf(id).Card)));
        await EndWorkersAsync();

        var runs = await AllAsync(store);
        Assert.Equal(ids.Order(), runs.Select(r => r.Id).Order());
        Assert.All(runs, run => Assert.Equal((RunState.Succeeded, Epochs), (run.State, run.Epoch)));
        foreach (var run in runs)
        {
            Assert.Equal(Enumerable.Range(1, Epochs), store.Epochs(run.Id).Select(e => e.Epoch));
            Assert.True(File.Exists(store.FolderOf(run.Id).Onnx));
            Assert.Empty(Directory.GetDirectories(store.FolderOf(run.Id).Path));
        }
        Assert.InRange(deaths, 1, int.MaxValue);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => EndWorkersAsync();

    public void Dispose() => _workplace.Dispose();

    private async Task EndWorkersAsync()
    {
        foreach (var worker in _workers)
            await Hosts.KillAsync(worker);
        _workers.Clear();
    }

    private static async Task UntilAsync(RunStore store, Func<IReadOnlyList<Run>, bool> isSo)
    {
        using var patience = new CancellationTokenSource(Hosts.Patience);
        while (!isSo(await AllAsync(store, patience.Token)))
            await Task.Delay(50, patience.Token);
    }

    private static Task<IReadOnlyList<Run>> AllAsync(RunStore store, CancellationToken cancellation = default) =>
        store.ListAsync(new RunFilter { Take = int.MaxValue }, cancellation);
}
