using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>Executes a request and writes all files into a folder.</summary>
internal sealed class RunExecution(RunFolder folder, RunRequest request)
{
    /// <summary>Called on the training thread.</summary>
    public required Action<ChildMessage> Tell { get; init; }

    /// <summary>Overrides the device of the request, or null.</summary>
    public string? Device { get; init; }

    /// <summary>Used where the request does not set threads; 0 for libtorch's choice.</summary>
    public int Threads { get; init; }

    /// <summary>Interval of checkpoints within an epoch; 0 writes one after every batch.</summary>
    public double CheckpointMinutes { get; init; } = 0.25;

    /// <summary>The epoch after which the run saves a checkpoint and exits, or null.</summary>
    public int? PauseAfter { get; init; }

    /// <returns>What it came to; null where it paused after <see cref="PauseAfter"/>, with a checkpoint to resume from.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; with a checkpoint to resume from, where the request allows one.</exception>
    public RunResult? Execute(CancellationToken cancellation)
    {
        var data = RunData.Open(request, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var asked = request.ToOptions();
        var options = StartingPoint.Apply(request, asked) with
        {
            DataReference = DataReference.Of(request),
            Device = Device ?? asked.Device,
            Threads = asked.Threads > 0 ? asked.Threads : Threads,
        };
        using var driver = new RunDriver(
            request.Architecture.Plan(data.Train.Shape, data.Train.ClassNames.Length), data, options,
            File.Exists(folder.Checkpoint) ? TrainingCheckpoint.Load(folder.Checkpoint).Epochs : [], prunes: PauseAfter is not null);
        driver.KeepIn(folder, data.ContentHash(request), Tell, e => Tell(new ChildNote($"{FailureSentence.Of(e)} Training goes on without it.")));

        driver.Warned += sentence => Tell(new ChildNote(sentence));
        if (request.Folds is { } folds)
            Tell(new ChildNote($"The cross-validation in {folds} folds is not repeated, so that its predictions do not calibrate the model: 'mlnetcnn train --folds {folds}' does both."));
        // An interruption between the end of the epoch and the pause needs no further training.
        if (driver.Epochs.Count >= PauseAfter)
            return null;
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            driver.Train(driver.CheckpointIn(folder, CheckpointMinutes), Pause, batches: null, pause.Token);
        }
        catch (OperationCanceledException) when (pause.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return null;
        }
        cancellation.ThrowIfCancellationRequested();
        driver.SaveModel(folder);
        var measured = data.Measured is { } images ? ModelTest.Measure(driver.Model.Transform(images.ToDataView(driver.Ml)), images, cancellation) : null;
        driver.SaveCard(folder, train: null, data.Test is null ? measured : null, data.Test is null ? null : measured);
        return driver.SaveResult(folder, measured);

        void Pause(EpochMetrics epoch)
        {
            if (epoch.Epoch == PauseAfter)
                pause.Cancel();
        }
    }
}
