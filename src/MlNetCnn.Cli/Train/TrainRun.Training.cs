using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

internal sealed partial class TrainRun
{
    private bool _isUnwritable;

    private int TrainAndReport(TrainStart start, OutputFolder folder, KeptTraining? kept, CrossValidationResult? folds)
    {
        var (driver, data, most) = (start.Driver, start.Driver.Data, start.Driver.Recipe);
        Train(start, kept);
        terminal.Detail($"trained {driver.Epochs.Count} {(driver.Epochs.Count == 1 ? "epoch" : "epochs")}, {driver.Epochs.Sum(e => e.Seconds):0.0} s in steps");
        if (folds is not null)
            driver.CalibrateBy(folds.Predictions, Options.Calibrate);
        var last = driver.Epochs[^1];
        var stopped = interruption.Stop.IsCancellationRequested ? $"Stopped in epoch {last.Epoch} of {start.Epochs}, keeping the best weights so far." : null;
        if (stopped is not null)
            terminal.Note($"{stopped}{(start.Checkpoint is null && kept?.WayOn is not null ? $" 'mlnetcnn train --resume {kept.Id}' continues it." : WayOn(start.Checkpoint))}");
        var (place, failure) = Save(driver, folder, kept);
        File.Delete(place.ModelCard); // it may be another training's
        if (folds is null)
            place.ForgetFolds();
        string? sample = null;
        if (WritesSample)
            WriteBeside("sample", () => sample = SampleApp.Write(place.Path, driver.Plan.Input, driver.TakesFiles));
        if (last.BatchSize is { } size && size < most.BatchSize)
            terminal.Note($"Memory ran out with batches of {most.BatchSize}: the last epoch had batches of {size}.");
        var (tested, validated, trained) = (Measure(driver, data.Test), Measure(driver, data.Validation), Measure(driver, data.Train));
        terminal.Detail("measured the model on all images");
        if (trained is null)
            terminal.Note("The model was not measured on all images, to stop soon: 'mlnetcnn evaluate' does that.");
        WriteBeside("model card", () => driver.SaveCard(new RunFolder(place.Path), trained?.Metrics, validated?.Metrics, tested?.Metrics, folds?.Card));
        place = kept?.Succeed((data.Test is null ? validated : tested)?.Metrics, place, stopped) ?? place;
        terminal.Detail($"wrote the model into {place.Path}");
        new TrainReport(start, trained, validated, tested, place, stopped is not null, kept?.Id, folds) { Sample = sample, IsFirst = kept?.IsFirst ?? false }.Write(terminal);
        if (failure is null)
            return interruption.ExitCode == Failure.Terminated ? Failure.Terminated : 0;
        terminal.Error($"{Failure.OneLine(failure)} The model is in '{Path.GetFullPath(place.Path)}' instead.");
        return Failure.Error;
    }

    private void Train(TrainStart start, KeptTraining? kept)
    {
        var driver = start.Driver;
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Options.CancellationToken, kept?.Stop ?? CancellationToken.None);
        var checkpoint = Options.Checkpoint is { } asked ? asked with { WriteFailed = TellUnwritable } : kept is null ? null : driver.CheckpointIn(kept.Folder);
        driver.Warned += terminal.Note;
        driver.Told += terminal.Detail;
        TrainingDisplay.Show(terminal, start.Epochs, (epochs, batches) => driver.Train(checkpoint, epochs, batches, cancel.Token), interruption);
    }

    /// <summary>Writes the model to its folder, or if that fails to the run's, or else to a temporary one.</summary>
    private static (OutputFolder Place, Exception? Failure) Save(RunDriver driver, OutputFolder folder, KeptTraining? kept)
    {
        Exception? first = null;
        foreach (var place in Places())
        {
            try
            {
                driver.SaveModel(new RunFolder(place.Path));
                return (place, first);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                first ??= e;
            }
        }
        throw first!;

        IEnumerable<OutputFolder> Places()
        {
            yield return folder;
            if (kept is not null)
                yield return OutputFolder.At(kept.Folder.Path);
            yield return OutputFolder.At(Path.Combine(Path.GetTempPath(), $"mlnetcnn-{Path.GetRandomFileName()}"));
        }
    }

    // The model is worth more than what is written about it.
    private void WriteBeside(string what, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Note($"The {what} is not written: {Failure.OneLine(e)}");
        }
    }

    private TestResult? Measure(RunDriver driver, ImageSplit? images)
    {
        try
        {
            return images is null || interruption.Late.IsCancellationRequested ? null : TestResult.Of(driver.Ml, driver.Model, new PlannedGraph(driver.Model.Model), images, interruption.Late);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private void TellUnwritable(IOException e)
    {
        if (!_isUnwritable)
            terminal.Note($"Training goes on without a new checkpoint: {Failure.OneLine(e)}");
        _isUnwritable = true;
    }

    private static string WayOn(CheckpointPlace? checkpoint) => checkpoint is { IsThere: true } ? " The same command resumes it." : "";
}
