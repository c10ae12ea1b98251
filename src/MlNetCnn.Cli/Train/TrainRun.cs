using System.Collections.Immutable;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>One execution of `mlnetcnn train`, from validation to the written files.</summary>
internal sealed partial class TrainRun(Terminal terminal, Interruption interruption)
{
    /// <summary>The network, the starting point, the folds and the labels; the rest of <see cref="Request"/> is in the other properties.</summary>
    public required RunRequest Start { get; init; }

    public required DataRequest Data { get; init; }

    /// <summary>The training settings by name.</summary>
    public required ImmutableSortedDictionary<string, string> Settings { get; init; }

    /// <summary>Null for a new folder named after the network and the time.</summary>
    public required string? Folder { get; init; }

    /// <summary>Whether to write a program that uses the model.</summary>
    public required bool WritesSample { get; init; }

    /// <summary>Whether to run the learning rate finder only.</summary>
    public required bool FindsLearningRate { get; init; }

    /// <summary>The images of no class, or null without.</summary>
    public required DataRequest? Strangers { get; init; }

    public required TrainingOptions Options { get; init; }

    /// <summary>Null where the run is not stored.</summary>
    public required TrainKeeping? Keeping { get; init; }

    /// <summary>A request that repeats this training.</summary>
    /// <exception cref="UsageException">A value is out of its range, or a name or tag cannot be one.</exception>
    public RunRequest Request => UsageError.Read(() => (Start with
    {
        Data = Data.NameForRuns,
        Images = Data.ImagesForRuns,
        Settings = Settings,
        InitialWeights = FullPath(Start.InitialWeights),
        ContinueFrom = FullPath(Start.ContinueFrom),
        Strangers = Strangers is null ? null : StrangerImages.NameOf(Strangers),
    }).Check());

    // A worker runs in another folder.
    private static string? FullPath(string? path) => path is null ? null : Path.GetFullPath(path);

    private Architecture Architecture => Start.Architecture;

    private ResumedRun? Resumed => Keeping?.Resumed;

    // Null for a resumed run: its cross-validation is over.
    private int? Folds => Resumed is null ? Start.Folds : null;

    /// <summary>Returns the exit code.</summary>
    public int Execute()
    {
        Options.RecipeFor(Architecture); // refuses what is out of range before images are read
        var request = Keeping is null ? null : Resumed?.Request ?? Request;
        var store = Keeping?.OpenStore(interruption.Stop);
        var data = Data.Load(terminal, cancellationToken: interruption.Stop);
        if (Strangers is not null)
            data = data with { Strangers = StrangerImages.Load(Strangers, data.Train.Shape, terminal, interruption.Stop) };
        var plan = Architecture.Plan(data.Train.Shape, data.Train.ClassNames.Length);
        FrozenLayers.Check(plan, Options.Freeze);
        var initial = Start.InitialWeights is { } weights ? InitialWeights.Read(weights, plan) : null;
        var continued = Start.ContinueFrom is { } model ? ContinuedModel.Read(model, plan, data.Train.ClassNames) : null;
        using var checkpoint = Options.Checkpoint is { Path: var file } ? CheckpointPlace.Open(file) : null;
        var options = (continued?.ApplyTo(Options) ?? Options) with { InitialWeights = initial?.Weights, DataReference = Data.Reference };
        using var driver = new RunDriver(plan, data, Folds is not null && options.Calibrate == true ? options with { Calibrate = null } : options, checkpoint?.Found?.Epochs ?? Resumed?.Done ?? []);
        if (Folds is not null && driver.Options is { TellsKnown: true, ValidationData: null, ValidationFraction: 0 })
            throw new InvalidDataException("The threshold of --unknown is chosen on validation images, but there are none: set --validation-fraction too.");
        if (continued is { Model.KnownFrom: not null } && !options.TellsKnown)
            terminal.Note($"The columns IsKnown and PredictedClass of '{continued.Path}' are dropped, as its threshold may not fit after training: give --unknown to choose a new one.");
        if (FindsLearningRate)
        {
            LearningRateSearch.Run(terminal, driver, interruption.Stop);
            return 0;
        }
        using var folder = Folder is null ? OutputFolder.TakeNew("runs", Architecture, TimeProvider.System.GetLocalNow()) : OutputFolder.Take(Folder);
        // Hashing all pixels takes a while: libtorch loads meanwhile.
        var hash = request is null ? null : Task.Run(() => data.ContentHash(request));
        var start = new TrainStart(driver, initial, continued, checkpoint);
        terminal.Detail($"training on {driver.Device} with {driver.Threads} {(driver.Threads == 1 ? "thread" : "threads")}, precision {options.Precision}".ToLowerInvariant());
        if (!terminal.IsJson)
            start.Announce(terminal);
        start.NoteIdle(terminal);
        if (Resumed is not null)
            terminal.Note($"{Resumed}.");
        if (Start.Folds is { } before && Folds is null)
            terminal.Note($"The cross-validation in {before} folds is not repeated, so its predictions do not calibrate the model.");
        var validated = Folds is { } folds ? new CrossValidation(terminal, interruption, folds).Run(start, folder) : null;
        using var kept = Keeping?.Begin(terminal, store!, request!, driver, hash!.WaitAsync(interruption.Stop).GetAwaiter().GetResult());
        if (kept is not null)
            terminal.Detail($"run {kept.Id} in {kept.Folder.Path}");
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
            if (e is IOException or UnauthorizedAccessException && kept.WayOn is { } way)
                terminal.Note($"{char.ToUpperInvariant(way[0])}{way[1..]}.");
            throw;
        }
    }
}
