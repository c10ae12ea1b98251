using Microsoft.EntityFrameworkCore;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard.Tests;

/// <summary>Runs as workers leave them: the row, the folder with predictions.</summary>
internal static class FinishedRuns
{
    private const int Images = 20;

    /// <summary>A request for LeNet on the images that come along.</summary>
    public static RunRequest Request(params (string Name, string Text)[] settings) => new RunRequest { Architecture = Architectures.LeNet(), Data = "bundled" }
        .With(settings.Select(s => KeyValuePair.Create(s.Name, s.Text)));

    /// <summary>Keeps a run that succeeded, right on the first so many of 20 test images.</summary>
    public static async Task<Run> AddFinishedAsync(this RunStore store, RunRequest request, int right, long macs = 100, ScoringSpeed? speed = null,
        TensorShape? input = null, bool hasInput = true, bool isTested = true)
    {
        Prediction[] predictions = [.. Enumerable.Range(0, Images).Select(i => i < right ? new Prediction(0, 0, 0.9f, 0.9f) : new Prediction(0, 1, 0.9f, 0.1f))];
        var run = new Run
        {
            Id = RunId.New(DateTimeOffset.UnixEpoch),
            Name = request.Name ?? request.Architecture.Name,
            Group = request.Group,
            Tags = request.Tags,
            Request = request,
            RequestHash = request.ContentHash(),
            CreatedAt = DateTimeOffset.UnixEpoch,
            QueuedAt = DateTimeOffset.UnixEpoch,
            State = RunState.Succeeded,
            Epoch = 2,
            Speed = speed,
            Result = new RunResult
            {
                Test = isTested ? TestScore.Of(predictions, ["a", "b"], "images") : null,
                Input = !hasInput ? null : input ?? new TensorShape(1, request.ToLoading().Size?.Height ?? 28, request.ToLoading().Size?.Width ?? 28),
                Epochs = 2,
                TrainingSeconds = 1,
                ImagesPerSecond = 90 + right,
                PeakMemoryBytes = 2,
                TrainingMemoryBytes = 1,
                Parameters = 61_706,
                Macs = macs,
                WeightBytes = 40,
                ModelBytes = 500,
            },
        };
        var folder = store.FolderOf(run.Id);
        Directory.CreateDirectory(folder.Path);
        PredictionsFile.Write(folder.Predictions, predictions);
        return await store.AddAsync(run, CancellationToken.None);
    }

    /// <summary>Keeps so many epochs of a run with these losses, as its worker does.</summary>
    public static async Task AddEpochsAsync(this RunStore store, string id, params double[] losses)
    {
        Directory.CreateDirectory(store.FolderOf(id).Path);
        new MetricsFile(store.FolderOf(id).Metrics).Write([.. losses.Select((loss, i) => new EpochMetrics(i + 1, loss, 1 - loss, null, null, 0.01, 1, 1000, true))]);
        await using var context = store.Database.Open();
        await context.Runs.Where(r => r.Id == id).ExecuteUpdateAsync(row => row.SetProperty(r => r.Epoch, losses.Length).SetProperty(r => r.Epochs, 10));
    }
}
