using System.Collections.Frozen;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>Executes a run from its images to its result, both for workers and for <c>mlnetcnn train</c>.</summary>
internal sealed class RunDriver : IDisposable
{
    /// <summary>Settings that play no part where the layer for the classes is solved for.</summary>
    public static readonly FrozenSet<string> OfEpochs =
    [
        "epochs", "batch-size", "learning-rate", "optimizer", "momentum", "weight-decay", "decay-bias-and-norm", "schedule", "backbone-rate", "freeze", "patience",
        "gradient-clip", "weight-average", "reduce-on-plateau",
    ];

    private readonly IDataView _train;
    private readonly List<EpochMetrics> _epochs;
    private readonly Lazy<string> _device;
    private MemoryUse? _memory;
    private MetricsWriter? _metrics;
    private CnnTransformer? _model;

    /// <summary>
    /// <paramref name="done"/> has the epochs of the checkpoint to resume from; <paramref name="prunes"/> says whether the run waits at
    /// rungs, which needs validation images.
    /// </summary>
    /// <exception cref="InvalidDataException">The validation images do not match the options; the message says what to change.</exception>
    public RunDriver(NetworkPlan plan, RunData data, TrainingOptions options, IEnumerable<EpochMetrics> done, bool prunes = false)
    {
        (Ml, Plan, Data) = (new MLContext(options.Seed), plan, data);
        Ml.Log += (_, message) =>
        {
            if (!message.Source.StartsWith(nameof(CnnTrainer), StringComparison.Ordinal))
                return;
            if (message.Kind == ChannelMessageKind.Warning)
                Warned?.Invoke(message.RawMessage);
            else if (message.Kind == ChannelMessageKind.Info && !EpochLog.Wrote(message.RawMessage))
                Told?.Invoke(message.RawMessage);
        };
        var withValidation = data.WithValidation(options, Ml, prunes) with { Strangers = data.Strangers?.ToDataView(Ml), Groups = data.Train.Groups };
        Options = withValidation.ForImages((int)(data.Train.Count * (1 - withValidation.ValidationFraction)));
        _train = data.Train.ToDataView(Ml);
        _epochs = [.. done.Select(WithoutHistograms)];
        _device = new(() =>
        {
            MlNetCnn.Training.LibTorch.EnsureLoaded();
            return $"{TrainingDevice.Parse(options.Device)}";
        });
    }

    /// <summary>What the trainer warns of; it may come from its thread.</summary>
    public event Action<string>? Warned;

    /// <summary>What the trainer tells of its work, but for the epochs; it may come from its thread.</summary>
    public event Action<string>? Told;

    public MLContext Ml { get; }

    public NetworkPlan Plan { get; }

    public RunData Data { get; }

    /// <summary>Includes the validation images, and those of no class.</summary>
    public TrainingOptions Options { get; }

    public TrainingRecipe Recipe => Options.RecipeFor(Plan.Architecture);

    /// <summary>Whether the layer for the classes is solved for, without epochs.</summary>
    public bool IsSolved => Options.Mode == TransferMode.Head && TransferPlan.Of(Plan) is { IsSolvable: true };

    /// <summary>Every setting that plays a part by name, including those from the recipe.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        TrainingSettings.Effective(Options, Plan.Architecture).Where(s => !IsSolved || !OfEpochs.Contains(s.Key)).ToDictionary();

    /// <summary>Resolved once: a second look might choose another GPU.</summary>
    public string Device => _device.Value;

    public int Threads => Options.Threads > 0 ? Options.Threads : LoadedThreads();

    /// <summary>Includes the epochs of the checkpoint.</summary>
    public IReadOnlyList<EpochMetrics> Epochs => _epochs;

    public CnnTransformer Model => _model!;

    /// <inheritdoc cref="RunResult.TakesFiles"/>
    public bool TakesFiles => Data.FileResize is not null && ImageColumn.Fits(Plan.Input);

    /// <summary>Calibrates the model by a cross-validation's predictions, where it is to be and had no validation images.</summary>
    /// <param name="predictions">Those of its models, each of images that it was not trained on.</param>
    /// <param name="calibrate">True or false to force it; null to calibrate where there are enough images.</param>
    public void CalibrateBy(OutOfFold predictions, bool? calibrate)
    {
        if (!(calibrate ?? predictions.Labels.Length >= ConfidenceFit.ImagesToCalibrate) || Model.Model.Temperature != 1)
            return;
        var temperature = TemperatureScaling.Fit([.. predictions.Probabilities.SelectMany(row => row)], predictions.Labels.AsSpan(), predictions.ClassNames.Length);
        if (TemperatureScaling.IsAtEnd(temperature))
        {
            Warned?.Invoke(ConfidenceFit.NoTemperature);
            return;
        }
        using var before = Model;
        _model = before.WithConfidence(temperature, before.Model.KnownFrom, before.Model.Familiarity);
    }

    public LearningRateCurve FindLearningRate(CancellationToken cancellation) => Trainer(Options with { CancellationToken = cancellation }).FindLearningRate(_train);

    /// <summary>Starts writing metrics into a run's folder and reporting its start and each epoch, on the training thread.</summary>
    public void KeepIn(RunFolder folder, string contentHash, Action<ChildMessage> tell, Action<Exception> failed)
    {
        _metrics = new MetricsWriter(folder, Epochs, Device, tell, failed);
        tell(new ChildStarted(RunEnvironment.Here(Device, Threads), contentHash, Recipe.Epochs, [.. Epochs]));
    }

    /// <summary>Failing to write a checkpoint does not stop training.</summary>
    public CheckpointOptions CheckpointIn(RunFolder folder, double minutes = 0.25) =>
        new(folder.Checkpoint) { EveryEpochs = null, EveryMinutes = minutes, WriteFailed = TellUnwritable };

    public void Train(CheckpointOptions? checkpoint, Action<EpochMetrics> epochs, Action<BatchProgress>? batches, CancellationToken cancellation)
    {
        _memory = new MemoryUse();
        _model = Trainer(Options with
        {
            Checkpoint = checkpoint,
            CancellationToken = cancellation,
            Progress = new Reporter<EpochMetrics>(epoch =>
            {
                // An epoch restarts after running out of memory.
                _epochs.RemoveAll(e => e.Epoch >= epoch.Epoch);
                _epochs.Add(WithoutHistograms(epoch));
                _metrics?.Add(_epochs[^1]);
                epochs(epoch);
            }),
            BatchProgress = new Reporter<BatchProgress>(batch =>
            {
                if (batch.Epoch > 0)
                    _metrics?.Add(batch);
                batches?.Invoke(batch);
            }),
        }).Fit(_train);
        _memory.End();
    }

    /// <summary>Writes both models or none. The zip takes what the data are: image files by their paths, or pixels.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void SaveModel(RunFolder folder)
    {
        Directory.CreateDirectory(folder.Path);
        // The zip gets its name last: on a full disk neither file appears.
        AtomicFile.Write(folder.Zip, stream =>
        {
            if (TakesFiles)
                Model.SaveForImageFiles(stream, Data.FileResize!.Value);
            else
                Model.SaveZip(stream, _train.Schema);
            stream.Flush();
            Model.SaveOnnx(folder.Onnx);
        });
    }

    /// <summary>Writes <c>MODEL.md</c>; <c>model.onnx</c> must exist. Figures are null where the model was not measured.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void SaveCard(RunFolder folder, ClassificationMetrics? train, ClassificationMetrics? validation, ClassificationMetrics? test, CardFolds? folds = null) => new ModelCard
    {
        Model = Model.Model,
        Options = Options,
        Settings = Settings,
        Epochs = Epochs,
        Device = Device,
        Splits = [.. new[] { ("training", Data.Train, train), ("validation", Data.Validation, validation), ("test", Data.Test, test) }
            .Where(s => s.Item2 is not null).Select(s => new CardSplit(s.Item1, s.Item2!, RunData.HashOf(s.Item2!), s.Item3))],
        Folds = folds,
        OnnxBytes = new FileInfo(folder.Onnx).Length,
        TakesFiles = TakesFiles,
    }.Save(folder.ModelCard);

    /// <summary>
    /// Writes <c>predictions.csv</c> and <c>result.json</c>; <c>model.onnx</c> must exist. <paramref name="measured"/> has the figures on
    /// <see cref="RunData.Measured"/>, or is null where there are none.
    /// </summary>
    public RunResult SaveResult(RunFolder folder, ClassificationMetrics? measured)
    {
        var test = measured is null ? null : TestScore.Of(measured, RunData.HashOf(Data.Measured!));
        if (measured is not null)
            ModelTest.WritePredictions(folder.Predictions, measured);
        var result = new RunResult
        {
            Test = Data.Test is null ? null : test,
            Validation = Data.Test is null ? test : null,
            Input = Plan.Input,
            TakesFiles = TakesFiles,
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

    public void TellUnwritable(Exception e) => _metrics!.TellUnwritable(e);

    /// <summary>Stops writing metrics.</summary>
    public void Leave() => _metrics?.Dispose();

    public void Dispose()
    {
        Leave();
        _model?.Dispose();
    }

    private CnnTrainer Trainer(TrainingOptions options) => Ml.Cnn.Classifier(Plan.Architecture, options with { Device = Device });

    private static int LoadedThreads()
    {
        MlNetCnn.Training.LibTorch.EnsureLoaded();
        return TorchSharp.torch.get_num_threads();
    }

    // Histograms are large.
    private static EpochMetrics WithoutHistograms(EpochMetrics epoch) => epoch with { WeightHistograms = [] };
}
