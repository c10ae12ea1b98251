using Microsoft.ML;
using MlNetCnn.Cli.Evaluation;
using MlNetCnn.Cli.Models;
using MlNetCnn.Cli.Output;
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

    /// <summary>Trains, measures, writes; gives the exit code.</summary>
    public int Execute()
    {
        using var listening = interruption.Listen();
        var recipe = Options.RecipeFor(Architecture);
        var (train, test) = Data.Load(terminal, cancellationToken: interruption.Stop);
        var plan = Architecture.Plan(train.Shape, train.ClassNames.Length);
        FrozenLayers.Check(plan, Options.Freeze);
        var initial = WeightFile is null ? null : InitialWeights.Read(WeightFile, plan);
        var continued = ModelFile is null ? null : ContinuedModel.Read(ModelFile, plan, train.ClassNames);
        var options = (continued?.ApplyTo(Options) ?? Options) with { InitialWeights = initial?.Weights };
        var ml = new MLContext(options.Seed);
        if (FindsLearningRate)
        {
            LearningRateSearch.Run(terminal, ml, train, Architecture, options with { CancellationToken = interruption.Stop });
            return 0;
        }
        using var checkpoint = options.Checkpoint is null ? null : CheckpointPlace.Open(options.Checkpoint.Path);
        using var folder = OutputFolder.Open(Folder ?? OutputFolder.NameFor(Architecture, TimeProvider.System.GetLocalNow()));
        LibTorch.EnsureLoaded();
        // What is announced is what is taken: asked again, another GPU might be the freest.
        options = options with { Device = $"{TrainingDevice.Parse(options.Device)}" };
        var start = new TrainStart(plan, options, recipe, options.Device, initial, continued, checkpoint);
        if (!terminal.IsJson)
            start.Announce(terminal, train.Count);

        using var model = Train(ml, train.ToDataView(ml), start);
        var stopped = interruption.Stop.IsCancellationRequested;
        if (stopped)
            terminal.Note($"Stopped in epoch {_epochs[^1].Epoch} of {recipe.Epochs}, keeping the best weights so far.{WayOn(checkpoint)}");
        AtomicFile.Write(folder.Zip, stream => ml.Model.Save(model, train.ToDataView(ml).Schema, stream));
        model.SaveOnnx(folder.Onnx);
        if (test is null)
            terminal.Note("The data have no test images, so the model was not tested: --test-fraction keeps some back.");
        new TrainReport(start, _epochs, TestResult.Of(ml, model, train), test is null ? null : TestResult.Of(ml, model, test), folder, stopped)
            .Write(terminal);
        return 0;
    }

    private CnnTransformer Train(MLContext ml, IDataView data, TrainStart start)
    {
        _epochs.AddRange(start.Checkpoint?.Found?.Epochs ?? []);
        try
        {
            var model = TrainingDisplay.Show(terminal, start.Recipe.Epochs, Fit, interruption.Stop);
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

        CnnTransformer Fit(IProgress<EpochMetrics> epochs, IProgress<BatchProgress>? batches) =>
            ml.Cnn.Classifier(Architecture, start.Options with { Progress = new Recorder(_epochs, epochs), BatchProgress = batches }).Fit(data);
    }

    private static string WayOn(CheckpointPlace? checkpoint) => checkpoint is { IsThere: true } ? " The same command goes on from there." : "";

    private sealed class Recorder(List<EpochMetrics> epochs, IProgress<EpochMetrics> next) : IProgress<EpochMetrics>
    {
        public void Report(EpochMetrics value)
        {
            epochs.Add(value);
            next.Report(value);
        }
    }
}
