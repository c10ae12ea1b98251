using Microsoft.ML;

namespace MlNetCnn.Experiments.Tests;

public sealed class RunWorkerTests : IDisposable
{
    private readonly Workplace _workplace = new();

    [Fact]
    public async Task Run_TinyNetwork_LeavesEverythingInItsFolderAndTheStore()
    {
        var store = await RunStore.OpenAsync(_workplace.SqliteLocation());
        var queue = new RunQueue(store);
        var good = await queue.AddAsync(_workplace.Request(("epochs", "4")) with { Tags = ["good"] }, note: "kept");
        var missing = await queue.AddAsync(_workplace.Request() with { Data = "/no/such/folder" });
        var blocked = await queue.AddAsync(_workplace.Request());
        Directory.CreateDirectory(_workplace.Artifacts);
        File.WriteAllText(store.FolderOf(blocked.Id).Path, "a file where the folder should be");
        await using (new OwnWorker(store, queue))
        {
            good = await store.UntilAsync(good.Id, r => r.State.IsOver());
            missing = await store.UntilAsync(missing.Id, r => r.State.IsOver());
            blocked = await store.UntilAsync(blocked.Id, r => r.State.IsOver());
            await Hosts.UntilAsync(() => File.Exists(store.FolderOf(good.Id).Card));
        }

        Assert.Equal((RunState.Succeeded, 4, 4, null), (good.State, good.Epoch, good.Epochs, good.Sentence));
        Assert.Equal((RunState.Failed, RunState.Failed), (missing.State, blocked.State));
        Assert.Contains("/no/such/folder", missing.Sentence);
        Assert.Contains("cannot be made", blocked.Sentence);
        Assert.Equal((Environment.MachineName, "cpu", 1), (good.Environment!.Machine, good.Environment.Device, good.Environment.Threads));
        Assert.Contains("TorchSharp", good.Environment.Versions.Keys);
        Assert.Matches("^[0-9a-f]{40}$", good.ContentHash);

        var folder = store.FolderOf(good.Id);
        Assert.Equal(["MODEL.md", "checkpoint", "log.txt", "metrics.csv", "model.onnx", "model.zip", "predictions.csv", "request.json", "result.json", "run.json", "usage.csv"],
            Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Where(f => f != "steps.csv").Order(StringComparer.Ordinal));
        Assert.Equal(store.Epochs(good.Id), new MetricsFile(folder.Metrics).Read());
        Assert.All(new UsageFile(folder.Usage).Read(), s => Assert.InRange(s.MemoryBytes, 1 << 20, 4 * good.Result!.PeakMemoryBytes));
        Assert.Equal(["Attempt", "The", "Epoch", "Epoch", "Epoch", "Epoch", "Tested;", "Succeeded."],
            File.ReadAllLines(folder.Log).Select(line => line.Split("Z  ")[1].Split(' ')[0]));
        var predictions = PredictionsFile.Read(folder.Predictions);
        var test = good.Result!.Test!;
        Assert.Equal((30, 30), (predictions.Count, test.Images));
        Assert.Equal(test.Accuracy, predictions.Count(p => p.IsRight) / 30.0);
        Assert.Equal(test.Accuracy, test.Confusion.Select((row, i) => row[i]).Sum() / 30.0);
        Assert.Equal(new FileInfo(folder.Onnx).Length, good.Result.ModelBytes);
        Assert.True(good.Result.PeakMemoryBytes > good.Result.TrainingMemoryBytes);

        await ImportElsewhereAsync(folder, good);
    }

    [Fact]
    public async Task Run_CancelledAndResumedAndInterrupted_GoesOnFromWhereItWas()
    {
        var store = await RunStore.OpenAsync(_workplace.SqliteLocation());
        var queue = new RunQueue(store);
        var run = await queue.AddAsync(_workplace.Request(("epochs", "1000000")));
        await using (new OwnWorker(store, queue))
        {
            await store.UntilAsync(run.Id, r => r.Epoch > 0);

            Assert.Equal(RunWish.Cancel, (await queue.CancelAsync(run.Id)).Wish);
            var cancelled = await store.UntilAsync(run.Id, r => r.State != RunState.Running);
            await Hosts.UntilAsync(() => File.Exists(store.FolderOf(run.Id).Checkpoint));
            AssertGivesModels(store.FolderOf(run.Id));
            await queue.ResumeAsync(run.Id);
            var resumed = await store.UntilAsync(run.Id, r => r.Attempts == 2 && r.Epoch > cancelled.Epoch);
            await queue.PauseAsync(run.Id);
            var paused = await store.UntilAsync(run.Id, r => r.State != RunState.Running);
            await queue.ResumeAsync(run.Id);
            await store.UntilAsync(run.Id, r => r.Attempts == 3 && r.Epoch > paused.Epoch);

            Assert.Equal((RunState.Cancelled, RunWish.None), (cancelled.State, cancelled.Wish));
            Assert.Equal((RunState.Paused, RunState.Running), (paused.State, resumed.State));
        }

        var interrupted = await store.GetAsync(run.Id);
        Assert.Equal((RunState.Interrupted, "Its worker stopped."), (interrupted.State, interrupted.Sentence));
        // Each epoch once, none left out.
        var epochs = store.Epochs(run.Id);
        Assert.Equal(Enumerable.Range(1, epochs.Count), epochs.Select(e => e.Epoch));
    }

    [SkippableFact]
    public async Task Process_KilledOrWithoutWorker_EndsWithASentenceOrByItself()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signals.");
        var folder = new RunFolder(_workplace.In("alone")).Begin(1, _workplace.Request(("epochs", "1000000")));
        var began = new TaskCompletionSource();
        using var process = RunProcess.Start(Hosts.Command, folder, "cpu", 1, 1, message =>
        {
            if (message is ChildEpoch)
                began.TrySetResult();
        });
        await began.Task.WaitAsync(Hosts.Patience);

        process.Kill();

        Assert.StartsWith("The process was killed (signal 9), most likely because the machine ran out of memory", Assert.IsType<ChildFailed>(await process.Outcome.WaitAsync(Hosts.Patience)).Sentence);
    }

    public void Dispose() => _workplace.Dispose();

    // Both files score alike, the zip by ML.NET alone.
    private void AssertGivesModels(RunFolder folder)
    {
        var (zip, onnx) = (_workplace.In("so-far.zip"), _workplace.In("so-far.onnx"));
        File.WriteAllBytes(zip, ModelSoFar.Zip(folder));
        File.WriteAllBytes(onnx, ModelSoFar.Onnx(folder));
        var ml = new MLContext();
        var images = ImageData.Open(_workplace.Data).Test!.ToDataView(ml);
        var scored = ml.Model.Load(zip, out var schema).Transform(images);

        Assert.Equal(["Features", "Label"], schema.Select(c => c.Name));
        Assert.Equal(
            ml.MulticlassClassification.Evaluate(ml.Cnn.LoadModel(onnx).Transform(images)).LogLoss,
            ml.MulticlassClassification.Evaluate(scored).LogLoss, 1e-5);
    }

    private async Task ImportElsewhereAsync(RunFolder folder, Run run)
    {
        var elsewhere = await RunStore.OpenAsync(StoreLocation.Parse(_workplace.In("elsewhere", "runs.db")));

        await new RunImport(elsewhere).ImportAsync(folder.Path);

        var imported = await elsewhere.GetAsync(run.Id);
        Assert.Equal(RunCard.Of(run), RunCard.Of(imported));
        Assert.Equal(RunJson.ToLine(run.Result), RunJson.ToLine(imported.Result));
        Assert.Equal(4, elsewhere.Epochs(run.Id).Count);
        Assert.True(File.Exists(elsewhere.FolderOf(run.Id).Zip));
        Assert.Contains("already", (await Assert.ThrowsAsync<StoreException>(() => new RunImport(elsewhere).ImportAsync(folder.Path))).Message);
    }
}
