using Microsoft.ML;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>One run of `mlnetcnn train`, from checking everything that can be checked beforehand to the files written.</summary>
internal sealed class TrainRun(Terminal terminal, Interruption interruption)
{
    private readonly List<EpochMetrics> _epochs = [];
    private bool _isUnwritable;

    public required Architecture Architecture { get; init; }

    /// <summary>The images to train and test on.</summary>
    public required DataRequest Data { get; init; }

    /// <summary>The folder to write into, or null for one named after the run.</summary>
    public required string? Folder { get; init; }

    /// <summary>The safetensors file to start from, or null to start anew.</summary>
    public required string? WeightFile { get; init; }

    /// <summary>The model to train further, or null to start anew.</summary>
    public required string? ModelFile { get; init; }

    /// <summary>Whether to look for a learning rate only.</summary>
    public required bool FindsLearningRate { get; init; }

    public required TrainingOptions Options { get; init; }

    /// <summary>How it is kept as a run, or null.</summary>
    public required TrainKeeping? Keeping { get; init; }

    /// <summary>Trains, measures, writes; gives the exit code.</summary>
    public int Execute()
    {
        using var listening = interruption.Listen();
        var recipe = Options.RecipeFor(Architecture);
        var store = Keeping?.OpenStore(interruption.Stop);
        var data = Data.Load(terminal, cancellationToken: interruption.Stop);
        var train = data.Train;
        var plan = Architecture.Plan(train.Shape, train.ClassNames.Length);
        FrozenLayers.Check(plan, Options.Freeze);
        var initial = WeightFile is null ? null : InitialWeights.Read(WeightFile, plan);
        var continued = ModelFile is null ? null : ContinuedModel.Read(ModelFile, plan, train.ClassNames);
        var ml = new MLContext(Options.Seed);
        var options = data.WithValidation(continued?.ApplyTo(Options) ?? Options, ml) with { InitialWeights = initial?.Weights, DataReference = Data.Reference };
        if (FindsLearningRate)
        {
            LearningRateSearch.Run(terminal, ml, train, Architecture, options with { CancellationToken = interruption.Stop });
            return 0;
        }
        using var checkpoint = options.Checkpoint is null ? null : CheckpointPlace.Open(options.Checkpoint.Path);
        using var folder = Folder is null ? OutputFolder.TakeNew("runs", Architecture, TimeProvider.System.GetLocalNow()) : OutputFolder.Take(Folder);
        var request = Keeping?.RequestOf(Architecture, Data, WeightFile, ModelFile);
        // Every pixel is hashed: meanwhile libtorch loads.
        var hash = request is null ? null : Task.Run(() => data.ContentHash(request));
        LibTorch.EnsureLoaded();
        var start = new TrainStart(plan, options, recipe, $"{TrainingDevice.Parse(options.Device)}", initial, continued, checkpoint);
        using var kept = Keeping?.Begin(terminal, store!, request!, start, hash!.WaitAsync(interruption.Stop).GetAwaiter().GetResult());
        if (!terminal.IsJson)
            start.Announce(terminal, train.Count);
        try
        {
            return TrainAndReport(ml, data, start, folder, kept);
        }
        catch (OperationCanceledException e)
        {
            var word = kept?.EndBy(e) == RunState.Paused ? "Paused" : "Cancelled";
            var what = start.Checkpoint is { IsThere: true } place ? $": the run is in {place.Path}.{WayOn(place)}"
                : kept?.WayOn is { } way ? $": {way}."
                : " before the first checkpoint: nothing was saved.";
            terminal.Error(word + what);
            return interruption.ExitCode;
        }
        catch (Exception e) when (kept is not null)
        {
            kept.EndBy(e);
            throw;
        }
    }

    private int TrainAndReport(MLContext ml, RunData data, TrainStart start, OutputFolder folder, KeptTraining? kept)
    {
        var train = data.Train.ToDataView(ml);
        using var model = Train(ml, train, start, kept);
        var stopped = interruption.Stop.IsCancellationRequested ? $"Stopped in epoch {_epochs[^1].Epoch} of {start.Recipe.Epochs}, keeping the best weights so far." : null;
        if (stopped is not null)
            terminal.Note($"{stopped}{WayOn(start.Checkpoint)}");
        var (place, failure) = Save(model, train.Schema, folder, kept);
        if (_epochs[^1].BatchSize is { } size && size < start.Recipe.BatchSize)
            terminal.Note($"Memory ran out with batches of {start.Recipe.BatchSize}: the last epoch had batches of {size}.");
        if (data.Test is null)
            terminal.Note("The data have no test images, so the model was not tested: --test-fraction keeps some back.");
        var (tested, validated, trained) = (Measure(ml, model, data.Test), Measure(ml, model, data.Validation), Measure(ml, model, data.Train));
        if (trained is null)
            terminal.Note("The model was not measured on all images, so as to end soon: 'mlnetcnn evaluate' does it.");
        place = kept?.Succeed(model, data, (data.Test is null ? validated : tested)?.Scored, place, stopped) ?? place;
        new TrainReport(start, _epochs, trained, validated, tested, place, stopped is not null, kept?.Id).Write(terminal);
        if (failure is null)
            return 0;
        terminal.Error($"{Failure.OneLine(failure)} The model is in '{Path.GetFullPath(place.Path)}' instead.");
        return Failure.Error;
    }

    /// <summary>Writes the model: where its folder can no longer be written, into the run's, else into one for temporary files.</summary>
    private static (OutputFolder Place, Exception? Failure) Save(CnnTransformer model, DataViewSchema schema, OutputFolder folder, KeptTraining? kept)
    {
        Exception? first = null;
        foreach (var place in Places())
        {
            try
            {
                place.Write(stream => model.SaveZip(stream, schema), path => model.SaveOnnx(path));
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
                yield return OutputFolder.At(kept.Folder);
            yield return OutputFolder.At(Path.Combine(Path.GetTempPath(), $"mlnetcnn-{Path.GetRandomFileName()}"));
        }
    }

    private TestResult? Measure(MLContext ml, CnnTransformer model, ImageSplit? images)
    {
        try
        {
            return images is null || interruption.Late.IsCancellationRequested ? null : TestResult.Of(ml, model, images, interruption.Late);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private CnnTransformer Train(MLContext ml, IDataView data, TrainStart start, KeptTraining? kept)
    {
        _epochs.AddRange(start.Checkpoint?.Found?.Epochs ?? []);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(start.Options.CancellationToken, kept?.Stop ?? CancellationToken.None);
        var model = TrainingDisplay.Show(terminal, start.Recipe.Epochs, Fit, interruption);
        kept?.EndTraining();
        return model;

        CnnTransformer Fit(IProgress<EpochMetrics> epochs, IProgress<BatchProgress>? batches) => ml.Cnn.Classifier(Architecture, start.Options with
        {
            Device = start.Device, // asked again, another GPU might be the freest
            Checkpoint = start.Options.Checkpoint is { } asked ? asked with { WriteFailed = TellUnwritable } : kept?.Checkpoint,
            CancellationToken = cancel.Token,
            Progress = new Reporter<EpochMetrics>(epoch =>
            {
                _epochs.Add(epoch);
                epochs.Report(epoch);
                kept?.Add(epoch);
            }),
            BatchProgress = new Reporter<BatchProgress>(batch =>
            {
                batches?.Report(batch);
                kept?.Add(batch);
            }),
        }).Fit(data);
    }

    private void TellUnwritable(IOException e)
    {
        if (!_isUnwritable)
            terminal.Note($"Training goes on without a new checkpoint: {Failure.OneLine(e)}");
        _isUnwritable = true;
    }

    private static string WayOn(CheckpointPlace? checkpoint) => checkpoint is { IsThere: true } ? " The same command goes on from there." : "";
}
