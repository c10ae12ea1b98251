using Microsoft.ML;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>Drives a run from its images to its result; a worker's process and <c>mlnetcnn train</c> differ only in what they show.</summary>
internal sealed class RunDriver : IDisposable
{
    private readonly IDataView _train;
    private readonly List<EpochMetrics> _epochs;
    private readonly Lazy<string> _device;
    private MemoryUse? _memory;
    private MetricsWriter? _metrics;
    private CnnTransformer? _model;

    /// <param name="plan">The network, for these images.</param>
    /// <param name="data">The images.</param>
    /// <param name="options">How to train, without validation images.</param>
    /// <param name="done">The epochs of the checkpoint to resume from.</param>
    /// <param name="prunes">Whether the run waits at rungs, which takes validation images.</param>
    /// <exception cref="InvalidDataException">The validation images do not match the options; the message says what to change.</exception>
    public RunDriver(NetworkPlan plan, RunData data, TrainingOptions options, IEnumerable<EpochMetrics> done, bool prunes = false)
    {
        (Ml, Plan, Data) = (new MLContext(options.Seed), plan, data);
        Options = data.WithValidation(options, Ml, prunes);
        _train = data.Train.ToDataView(Ml);
        _epochs = [.. done.Select(WithoutHistograms)];
        _device = new(() =>
        {
            MlNetCnn.Training.LibTorch.EnsureLoaded();
            return $"{TrainingDevice.Parse(options.Device)}";
        });
    }

    public MLContext Ml { get; }

    public NetworkPlan Plan { get; }

    public RunData Data { get; }

    /// <summary>How to train, with the validation images.</summary>
    public TrainingOptions Options { get; }

    public TrainingRecipe Recipe => Options.RecipeFor(Plan.Architecture);

    /// <summary>What is trained on; found once, with libtorch loaded: asked again, another GPU might be the freest.</summary>
    public string Device => _device.Value;

    /// <summary>All epochs so far, with those of the checkpoint.</summary>
    public IReadOnlyList<EpochMetrics> Epochs => _epochs;

    /// <summary>The trained model.</summary>
    public CnnTransformer Model => _model!;

    /// <summary>Looks for a learning rate instead of training.</summary>
    public LearningRateCurve FindLearningRate(CancellationToken cancellation) => Trainer(Options with { CancellationToken = cancellation }).FindLearningRate(_train);

    /// <summary>From now on writes into a run's folder how training goes, and tells of its start and of each epoch.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="contentHash">See <see cref="RunData.ContentHash"/>.</param>
    /// <param name="tell">Told on the training thread.</param>
    /// <param name="failed">Told once when the folder cannot be written.</param>
    public void KeepIn(RunFolder folder, string contentHash, Action<ChildMessage> tell, Action<Exception> failed)
    {
        _metrics = new MetricsWriter(folder, Epochs, Device, tell, failed);
        var threads = Options.Threads > 0 ? Options.Threads : TorchSharp.torch.get_num_threads();
        tell(new ChildStarted(RunEnvironment.Here(Device, threads), contentHash, Recipe.Epochs, [.. Epochs]));
    }

    /// <summary>Checkpoints in the run's folder; where one cannot be written training goes on.</summary>
    public CheckpointOptions CheckpointIn(RunFolder folder, double minutes = 0.25) =>
        new(folder.Checkpoint) { EveryEpochs = null, EveryMinutes = minutes, WriteFailed = TellUnwritable };

    /// <summary>Trains.</summary>
    /// <param name="checkpoint">Where to write checkpoints, or null.</param>
    /// <param name="epochs">Told of each epoch.</param>
    /// <param name="batches">Told of batches, or null.</param>
    /// <param name="cancellation">Cancels training, with a checkpoint.</param>
    public void Train(CheckpointOptions? checkpoint, Action<EpochMetrics> epochs, Action<BatchProgress>? batches, CancellationToken cancellation)
    {
        _memory = new MemoryUse();
        _model = Trainer(Options with
        {
            Checkpoint = checkpoint,
            CancellationToken = cancellation,
            Progress = new Reporter<EpochMetrics>(epoch =>
            {
                // Where memory ran out an epoch begins anew.
                _epochs.RemoveAll(e => e.Epoch >= epoch.Epoch);
                _epochs.Add(WithoutHistograms(epoch));
                _metrics?.Add(_epochs[^1]);
                epochs(epoch);
            }),
            BatchProgress = new Reporter<BatchProgress>(batch =>
            {
                _metrics?.Add(batch);
                batches?.Invoke(batch);
            }),
        }).Fit(_train);
        _memory.End();
    }

    /// <summary>Writes <c>model.zip</c> and <c>model.onnx</c>.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void SaveModel(RunFolder folder)
    {
        Directory.CreateDirectory(folder.Path);
        AtomicFile.Write(folder.Zip, stream => Model.SaveZip(stream, _train.Schema));
        Model.SaveOnnx(folder.Onnx);
    }

    /// <summary>Tests the model and writes <c>predictions.csv</c> and <c>result.json</c>; <c>model.onnx</c> must be there.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="scored"><see cref="RunData.Measured"/> with the model's column Score, or null where there are no such images.</param>
    /// <param name="cancellation">Cancels it.</param>
    public RunResult SaveResult(RunFolder folder, IDataView? scored, CancellationToken cancellation)
    {
        var test = Data.Measured is { } images && scored is not null ? ModelTest.Write(folder.Predictions, images, scored, Model.ClassNames, cancellation) : null;
        var result = new RunResult
        {
            Test = Data.Test is null ? null : test,
            Validation = Data.Test is null ? test : null,
            Input = Plan.Input,
            Epochs = Epochs.Count,
            TrainingSeconds = Epochs.Sum(e => e.Seconds),
            ImagesPerSecond = Epochs.Count / Epochs.Sum(e => 1 / e.ImagesPerSecond),
            PeakMemoryBytes = _memory!.Peak,
            TrainingMemoryBytes = _memory.Growth,
            Parameters = Plan.Parameters,
            Macs = Plan.Macs,
            WeightBytes = Plan.Costs().WeightBytes,
            ModelBytes = new FileInfo(folder.Onnx).Length,
        };
        RunJson.Save(result, folder.Result);
        return result;
    }

    /// <summary>Told that the run's folder cannot be written.</summary>
    public void TellUnwritable(Exception e) => _metrics!.TellUnwritable(e);

    /// <summary>Writes no more how training goes.</summary>
    public void Leave() => _metrics?.Dispose();

    public void Dispose()
    {
        Leave();
        _model?.Dispose();
    }

    private CnnTrainer Trainer(TrainingOptions options) => Ml.Cnn.Classifier(Plan.Architecture, options with { Device = Device });

    // Histograms are many numbers.
    private static EpochMetrics WithoutHistograms(EpochMetrics epoch) => epoch with { WeightHistograms = [] };
}
