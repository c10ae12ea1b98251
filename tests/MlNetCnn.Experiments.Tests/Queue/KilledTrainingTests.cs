using System.Diagnostics;

namespace MlNetCnn.Experiments.Tests;

/// <summary>`mlnetcnn train` keeps its run like a worker's.</summary>
public sealed class KilledTrainingTests : IDisposable
{
    private const int Epochs = 400;

    private readonly Workplace _workplace = new();

    [Fact]
    public async Task Train_Killed_IsFinishedByAWorker()
    {
        var store = await RunStore.OpenAsync(_workplace.SqliteLocation());
        var network = _workplace.In("tiny.json");
        File.WriteAllText(network, Workplace.Network.ToJson());
        using var train = Process.Start(new ProcessStartInfo(Hosts.Command.FileName,
        [
            .. Hosts.Command.Arguments, "train", network, "--data", _workplace.Data, "--validation-fraction", "0", "--epochs", $"{Epochs}", "--batch-size", "15", "--device", "cpu", "--threads", "1",
            "--seed", "1", "--out", _workplace.In("out"), "--store", store.Location.File!, "--artifacts", _workplace.Artifacts,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _ = (train.StandardOutput.ReadToEndAsync(), train.StandardError.ReadToEndAsync());
        await Hosts.UntilAsync(() => store.ListAsync().GetAwaiter().GetResult() is [{ Epoch: > 0 }]);
        await Hosts.KillAsync(train);
        var run = Assert.Single(await store.ListAsync());
        Assert.Equal(RunState.Running, run.State);

        // Whoever opens the store sees it, without a worker.
        run = await (await RunStore.OpenAsync(store.Location)).GetAsync(run.Id);
        Assert.Equal(RunState.Interrupted, run.State);

        await using (new OwnWorker(store, new RunQueue(store)))
        {
            run = await store.UntilAsync(run.Id, r => r.State.IsOver());
            await Hosts.UntilAsync(() => File.Exists(store.FolderOf(run.Id).Card));
        }

        Assert.Equal((RunState.Succeeded, 2, null), (run.State, run.Attempts, run.Sentence));
        Assert.Equal(Enumerable.Range(1, Epochs), store.Epochs(run.Id).Select(e => e.Epoch));
        Assert.True(File.Exists(store.FolderOf(run.Id).Onnx));
        Assert.Empty(Directory.GetFiles(_workplace.In("out"), "model.*")); // that was for the command to write
    }

    public void Dispose() => _workplace.Dispose();
}
