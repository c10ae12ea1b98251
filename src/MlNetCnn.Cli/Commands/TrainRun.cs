using Microsoft.ML;
using MlNetCnn.Cli.Evaluation;
using MlNetCnn.Cli.Models;
using MlNetCnn.Cli.Output;
using MlNetCnn.Experiments;
using MlNetCnn.Training;
using MlNetCnn.Training.Modules;
using MlNetCnn.Training.Native;

namespace MlNetCnn.Cli.Commands;

/// <summary>One run of `mlnetcnn train`, from checking everything that can be checked beforehand to the files written.</summary>
internal sealed class TrainRun(Terminal terminal, Interruption interruption)
{
    private readonly List<EpochMetrics> _epochs = [];

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
        var store = Keeping?.OpenStore();
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
        using var folder = OutputFolder.Open(Folder ?? OutputFolder.NameFor(Architecture, TimeProvider.System.GetLocalNow()));
        var request = Keeping?.RequestOf(Architecture, Data, WeightFile, ModelFile);
        // Every pixel is hashed: meanwhile libtorch loads.
        var hash = request is null ? null : Task.Run(() => data.ContentHash(request));
        LibTorch.EnsureLoaded();
        var start = new TrainStart(plan, options, recipe, $"{TrainingDevice.Parse(options.Device)}", initial, continued, checkpoint);
        using var kept = Keeping?.Begin(terminal, store!, request!, start, hash!.GetAwaiter().GetResult());
        if (!terminal.IsJson)
            start.Announce(terminal, train.Count);
        try
        {
            TrainAndReport(ml, data, start, folder, kept);
            return 0;
        }
        catch (Exception e) when (kept is not null)
        {
            kept.EndBy(e);
            throw;
        }
    }

    private void TrainAndReport(MLContext ml, RunData data, TrainStart start, OutputFolder folder, KeptTraining? kept)
    {
        var train = data.Train.ToDataView(ml);
        using var model = Train(ml, train, start, kept);
        var stopped = interruption.Stop.IsCancellationRequested ? $"Stopped in epoch {_epochs[^1].Epoch} of {start.Recipe.Epochs}, keeping the best weights so far." : null;
        if (stopped is not null)
            terminal.Note($"{stopped}{WayOn(start.Checkpoint)}");
        AtomicFile.Write(folder.Zip, stream => ml.Model.Save(model, train.Schema, stream));
        model.SaveOnnx(folder.Onnx);
        if (_epochs[^1].BatchSize is { } size && size < start.Recipe.BatchSize)
            terminal.Note($"Memory ran out with batches of {start.Recipe.BatchSize}: the last epoch had batches of {size}.");
        if (data.Test is null)
            terminal.Note("The data have no test images, so the model was not tested: --test-fraction keeps some back.");
        TestResult? Measured(ImageSplit? images) => images is null ? null : TestResult.Of(ml, model, images);
        var report = new TrainReport(
            start, _epochs, TestResult.Of(ml, model, data.Train), Measured(data.Validation), Measured(data.Test), folder, stopped is not null, kept?.Id);
        kept?.Succeed(model, data, (report.Test ?? report.Validation)?.Scored, folder, stopped);
        report.Write(terminal);
    }

    private CnnTransformer Train(MLContext ml, IDataView data, TrainStart start, KeptTraining? kept)
    {
        _epochs.AddRange(start.Checkpoint?.Found?.Epochs ?? []);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(start.Options.CancellationToken, kept?.Stop ?? CancellationToken.None);
        try
        {
            var model = TrainingDisplay.Show(terminal, start.Recipe.Epochs, Fit, interruption.Stop);
            kept?.EndTraining();
            if (_epochs.Count > 0)
                return model;
            model.Dispose();
            throw new OperationCanceledException(interruption.Stop);
        }
        catch (OperationCanceledException) when (start.Checkpoint is { IsThere: true })
        {
            terminal.Note($"The run is in {start.Checkpoint.Path}.{WayOn(start.Checkpoint)}");
            throw;
        }

        CnnTransformer Fit(IProgress<EpochMetrics> epochs, IProgress<BatchProgress>? batches) => ml.Cnn.Classifier(Architecture, start.Options with
        {
            Device = start.Device, // asked again, another GPU might be the freest
            Checkpoint = start.Options.Checkpoint ?? kept?.Checkpoint,
            CancellationToken = cancel.Token,
            Progress = new Reporter<EpochMetrics>(epoch =>
            {
                _epochs.Add(epoch);
                epochs.Report(epoch);
                kept?.Add(epoch);
            }),
            BatchProgress = batches is null && kept is null ? null : new Reporter<BatchProgress>(batch =>
            {
                batches?.Report(batch);
                kept?.Add(batch);
            }),
        }).Fit(data);
    }

    private static string WayOn(CheckpointPlace? checkpoint) => checkpoint is { IsThere: true } ? " The same command goes on from there." : "";
}
