using Microsoft.ML;
using MlNetCnn.Cli.Evaluation;
using MlNetCnn.Cli.Models;
using MlNetCnn.Cli.Output;
using MlNetCnn.Cli.Summary;
using MlNetCnn.Training;
using MlNetCnn.Training.Modules;
using MlNetCnn.Training.Native;

namespace MlNetCnn.Cli.Commands;

/// <summary>One run of `mlnetcnn train`, from checking everything that can be checked beforehand to the files written.</summary>
internal sealed class TrainRun(Terminal terminal, Interruption interruption)
{
    private readonly List<EpochMetrics> _epochs = [];

    public required Architecture Architecture { get; init; }

    /// <summary>The folder of data, or null for the bundled set.</summary>
    public required string? Data { get; init; }

    /// <summary>The folder to write into, or null for one named after the run.</summary>
    public required string? Folder { get; init; }

    /// <summary>The safetensors file to start from, or null to start anew.</summary>
    public required string? WeightFile { get; init; }

    public required TrainingOptions Options { get; init; }

    /// <summary>Trains, measures, writes; gives the exit code.</summary>
    public int Execute()
    {
        using var listening = interruption.Listen();
        var recipe = Options.RecipeFor(Architecture);
        var (train, test) = DataFolder.Load(Data);
        var plan = Architecture.Plan(train.Shape, train.ClassNames.Length);
        FrozenLayers.Check(plan, Options.Freeze);
        var initial = WeightFile is null ? null : InitialWeights.Read(WeightFile, plan);
        using var folder = OutputFolder.Open(Folder ?? OutputFolder.NameFor(Architecture, TimeProvider.System.GetLocalNow()));
        LibTorch.EnsureLoaded();
        var device = $"{TrainingDevice.Parse(Options.Device)}";
        if (!terminal.IsJson)
            Announce(plan, recipe, train, device, initial);

        var ml = new MLContext(Options.Seed);
        var data = train.ToDataView(ml);
        var options = Options with { InitialWeights = initial?.Weights };
        using var model = TrainingDisplay.Show(terminal, recipe.Epochs, (epochs, batches) =>
            ml.Cnn.Classifier(Architecture, options with { Progress = new Recorder(_epochs, epochs), BatchProgress = batches }).Fit(data), interruption.Stop);
        if (_epochs.Count == 0)
            throw new OperationCanceledException(interruption.Stop);
        var stopped = interruption.Stop.IsCancellationRequested;
        if (stopped)
            terminal.Note($"Stopped in epoch {_epochs[^1].Epoch} of {recipe.Epochs}, keeping the best weights so far.");

        AtomicFile.Write(folder.Zip, stream => ml.Model.Save(model, data.Schema, stream));
        model.SaveOnnx(folder.Onnx);
        if (test is null)
            terminal.Note("The data have no test images (t10k-…), so the model was not tested.");
        Report(device, folder, initial, test is null ? null : TestResult.Of(ml, model, test), stopped);
        return 0;
    }

    private void Announce(NetworkPlan plan, TrainingRecipe recipe, ImageSet train, string device, InitialWeights? initial)
    {
        var momentum = recipe.Momentum > 0 ? $", momentum {recipe.Momentum}" : "";
        var decay = recipe.WeightDecay > 0 ? $", weight decay {recipe.WeightDecay}" : "";
        SummaryTable.WriteLayers(terminal, plan, depth: 1);
        terminal.Say($"{train.Count:N0} images in batches of {recipe.BatchSize}, at most {recipe.Epochs} epochs on {device}, seed {Options.Seed}");
        terminal.Say($"{recipe.Optimizer} with learning rate {recipe.LearningRate}{momentum}{decay}");
        if (initial is not null)
            terminal.Say($"{initial}");
        if (Options.Freeze.Count > 0)
            terminal.Say($"not trained: {string.Join(", ", Options.Freeze)}");
        terminal.Say("");
    }

    private void Report(string device, OutputFolder folder, InitialWeights? initial, TestResult? test, bool stopped)
    {
        if (terminal.IsJson)
        {
            terminal.WriteJson(new
            {
                Architecture = Architecture.Name,
                Device = device,
                Epochs = _epochs.Select(e => new
                {
                    e.Epoch,
                    e.TrainLoss,
                    e.TrainAccuracy,
                    e.ValidationLoss,
                    e.ValidationAccuracy,
                    e.Seconds,
                    e.ImagesPerSecond,
                }),
                Test = test is null ? null : new { Accuracy = test.Metrics.MicroAccuracy, test.Metrics.MacroAccuracy, test.Metrics.LogLoss },
                Model = Path.GetFullPath(folder.Zip),
                Onnx = Path.GetFullPath(folder.Onnx),
                Stopped = stopped,
                Weights = initial is null ? null : new { File = Path.GetFullPath(initial.Path), initial.StartingAnew },
                Frozen = Options.Freeze,
            });
            return;
        }
        if (test is not null)
        {
            terminal.Say("");
            TestReport.Write(terminal.Out, test);
        }
        terminal.Say($"ML.NET  {folder.Zip}");
        terminal.Say($"ONNX    {folder.Onnx}");
    }

    private sealed class Recorder(List<EpochMetrics> epochs, IProgress<EpochMetrics> next) : IProgress<EpochMetrics>
    {
        public void Report(EpochMetrics value)
        {
            epochs.Add(value);
            next.Report(value);
        }
    }
}
