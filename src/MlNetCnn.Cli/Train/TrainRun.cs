using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>One execution of `mlnetcnn train`, from validation to the written files.</summary>
internal sealed class TrainRun(Terminal terminal, Interruption interruption)
{
    private bool _isUnwritable;

    public required Architecture Architecture { get; init; }

    public required DataRequest Data { get; init; }

    /// <summary>Null for a new folder named after the network and the time.</summary>
    public required string? Folder { get; init; }

    /// <summary>The file of initial weights, or null.</summary>
    public required string? WeightFile { get; init; }

    /// <summary>The model to continue training, or null.</summary>
    public required string? ModelFile { get; init; }

    /// <summary>Whether to run the learning rate finder only.</summary>
    public required bool FindsLearningRate { get; init; }

    /// <summary>The folds of the cross-validation, or null without one.</summary>
    public required int? Folds { get; init; }

    /// <summary>The images of no class, or null without.</summary>
    public required DataRequest? Strangers { get; init; }

    public required TrainingOptions Options { get; init; }

    /// <summary>Null where the run is not stored.</summary>
    public required TrainKeeping? Keeping { get; init; }

    /// <summary>Returns the exit code.</summary>
    public int Execute()
    {
        Options.RecipeFor(Architecture); // refuses what is out of range before images are read
        var store = Keeping?.OpenStore(interruption.Stop);
        var data = Data.Load(terminal, cancellationToken: interruption.Stop);
        if (Strangers is not null)
            data = data with { Strangers = StrangerImages.Load(Strangers, data.Train.Shape, terminal, interruption.Stop) };
        var plan = Architecture.Plan(data.Train.Shape, data.Train.ClassNames.Length);
        FrozenLayers.Check(plan, Options.Freeze);
        var initial = WeightFile is null ? null : InitialWeights.Read(WeightFile, plan);
        var continued = ModelFile is null ? null : ContinuedModel.Read(ModelFile, plan, data.Train.ClassNames);
        using var checkpoint = Options.Checkpoint is { Path: var file } ? CheckpointPlace.Open(file) : null;
        var options = (continued?.ApplyTo(Options) ?? Options) with { InitialWeights = initial?.Weights, DataReference = Data.Reference };
        using var driver = new RunDriver(plan, data, Folds is not null && options.Calibrate == true ? options with { Calibrate = null } : options, checkpoint?.Found?.Epochs ?? []);
        if (Folds is not null && driver.Options is { TellsKnown: true, ValidationData: null, ValidationFraction: 0 })
            throw new InvalidDataException("The threshold of --unknown is chosen on validation images, but there are none: set --validation-fraction too.");
        if (continued is { Model.KnownFrom: not null } && !options.TellsKnown)
            terminal.Note($"What '{continued.Path}' knows, IsKnown and PredictedClass, is not kept, as its threshold may not fit after training: give --unknown to choose one anew.");
        if (FindsLearningRate)
        {
            LearningRateSearch.Run(terminal, driver, interruption.Stop);
            return 0;
        }
        using var folder = Folder is null ? OutputFolder.TakeNew("runs", Architecture, TimeProvider.System.GetLocalNow()) : OutputFolder.Take(Folder);
        var request = Keeping?.RequestOf(this);
        // Hashing all pixels takes a while: libtorch loads meanwhile.
        var hash = request is null ? null : Task.Run(() => data.ContentHash(request));
        var start = new TrainStart(driver, initial, continued, checkpoint);
        _ = driver.Device;
        if (!terminal.IsJson)
            start.Announce(terminal);
        start.NoteIdle(terminal);
        var validated = Folds is { } folds ? new CrossValidation(terminal, interruption, folds).Run(start, folder) : null;
        using var kept = Keeping?.Begin(terminal, store!, request!, driver, hash!.WaitAsync(interruption.Stop).GetAwaiter().GetResult());
        try
        {
            return TrainAndReport(start, folder, kept, validated);
        }
        catch (OperationCanceledException e)
        {
            var word = kept?.EndBy(e) == RunState.Paused ? "Paused" : "Cancelled";
            var what = start.Checkpoint is { IsThere: true } place ? $": the run is in {place.Path}.{WayOn(place)}"
                : kept?.WayOn is { } way ? $": {way}."
                : " before the first checkpoint: nothing was saved.";
            terminal.Error(word + what + (validated is null ? "" : $" The predictions of the cross-validation are in {folder.OutOfFold}."));
            return interruption.ExitCode;
        }
        catch (Exception e) when (kept is not null)
        {
            kept.EndBy(e);
            throw;
        }
    }

    private int TrainAndReport(TrainStart start, OutputFolder folder, KeptTraining? kept, CrossValidationResult? folds)
    {
        var (driver, data, most) = (start.Driver, start.Driver.Data, start.Driver.Recipe);
        Train(start, kept);
        if (folds is not null)
            driver.CalibrateBy(folds.Predictions, Options.Calibrate);
        var last = driver.Epochs[^1];
        var stopped = interruption.Stop.IsCancellationRequested ? $"Stopped in epoch {last.Epoch} of {start.Epochs}, keeping the best weights so far." : null;
        if (stopped is not null)
            terminal.Note($"{stopped}{WayOn(start.Checkpoint)}");
        var (place, failure) = Save(driver, folder, kept);
        if (folds is null)
            place.ForgetFolds();
        if (last.BatchSize is { } size && size < most.BatchSize)
            terminal.Note($"Memory ran out with batches of {most.BatchSize}: the last epoch had batches of {size}.");
        var (tested, validated, trained) = (Measure(driver, data.Test), Measure(driver, data.Validation), Measure(driver, data.Train));
        if (trained is null)
            terminal.Note("The model was not measured on all images, so as to end soon: 'mlnetcnn evaluate' does it.");
        SaveCard(driver, place, trained, validated, tested, folds?.Card);
        place = kept?.Succeed((data.Test is null ? validated : tested)?.Metrics, place, stopped) ?? place;
        new TrainReport(start, trained, validated, tested, place, stopped is not null, kept?.Id, folds).Write(terminal);
        if (failure is null)
            return 0;
        terminal.Error($"{Failure.OneLine(failure)} The model is in '{Path.GetFullPath(place.Path)}' instead.");
        return Failure.Error;
    }

    private void Train(TrainStart start, KeptTraining? kept)
    {
        var driver = start.Driver;
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Options.CancellationToken, kept?.Stop ?? CancellationToken.None);
        var checkpoint = Options.Checkpoint is { } asked ? asked with { WriteFailed = TellUnwritable } : kept is null ? null : driver.CheckpointIn(kept.Folder);
        driver.Warned += terminal.Note;
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
    private void SaveCard(RunDriver driver, OutputFolder place, TestResult? train, TestResult? validation, TestResult? test, CardFolds? folds)
    {
        try
        {
            driver.SaveCard(new RunFolder(place.Path), train?.Metrics, validation?.Metrics, test?.Metrics, folds);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Note($"The model card is not written: {Failure.OneLine(e)}");
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

    private static string WayOn(CheckpointPlace? checkpoint) => checkpoint is { IsThere: true } ? " The same command goes on from there." : "";
}
