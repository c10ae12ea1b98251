using MlNetCnn.Training.Modules;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>Trains one network on images resident in memory and keeps the best weights.</summary>
internal sealed class TrainingLoop : IDisposable
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(250);

    private readonly NetworkPlan _plan;
    private readonly TrainingOptions _options;
    private readonly TrainingRecipe _recipe;
    private readonly Device _device;
    private readonly BatchPreparation _preparation;
    private readonly Module<Tensor, Tensor> _module;
    private readonly FrozenLayers _frozen;
    private readonly optim.Optimizer _optimizer;

    public TrainingLoop(NetworkPlan plan, Preprocessing preprocessing, TrainingOptions options, Device device)
    {
        _plan = plan;
        _options = options;
        _recipe = options.RecipeFor(plan.Architecture);
        _device = device;
        _preparation = new BatchPreparation(preprocessing);
        // The one seed of a fit: initial weights and dropout draw from the process-wide state, the order of images from its own.
        manual_seed(options.Seed);
        _module = ModuleBuilder.Build(plan).to(device);
        if (options.InitialWeights is { } initial)
            WeightTransfer.Write(initial.MatchTo(plan, WeightMatching.FreshHead), _module);
        _frozen = new FrozenLayers(_module, plan, options.Freeze);
        _optimizer = CreateOptimizer();
    }

    /// <summary>Trains until the epochs are over, patience ran out or a stop was asked for; returns the best weights.</summary>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public Weights Run(ImageTensors training, ImageTensors? validation)
    {
        using var order = new ShuffledOrder(training.Count, _recipe.BatchSize, _options.Seed);
        Weights? best = null;
        var bestLoss = double.PositiveInfinity;
        var epochsWithoutGain = 0;
        for (var epoch = 1; epoch <= _recipe.Epochs; epoch++)
        {
            var start = _options.Time.GetTimestamp();
            var trained = TrainEpoch(epoch, training, order);
            var trainSeconds = _options.Time.GetElapsedTime(start).TotalSeconds;
            if (trained.Images < training.Count && best is not null)
                break;
            Metrics? validated = validation is null || trained.Images == 0 ? null : Evaluate(validation);
            var isBest = validated is not { } v || v.Loss < bestLoss;
            if (isBest)
            {
                bestLoss = validated?.Loss ?? bestLoss;
                best = validation is null ? null : WeightTransfer.Read(_module, _plan);
            }
            epochsWithoutGain = isBest ? 0 : epochsWithoutGain + 1;
            if (trained.Images > 0)
                _options.Progress?.Report(new EpochMetrics(
                    epoch, trained.Loss, trained.Accuracy, validated?.Loss, validated?.Accuracy, _recipe.LearningRate,
                    _options.Time.GetElapsedTime(start).TotalSeconds, trained.Images / trainSeconds, isBest));
            if (_options.StopToken.IsCancellationRequested || epochsWithoutGain >= _options.Patience)
                break;
        }
        return best ?? WeightTransfer.Read(_module, _plan);
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _module.Dispose();
        _preparation.Dispose();
    }

    private Metrics TrainEpoch(int epoch, ImageTensors data, ShuffledOrder order)
    {
        _module.train();
        _frozen.Rest();
        order.Shuffle();
        var metrics = new Metrics();
        var start = _options.Time.GetTimestamp();
        var lastReport = start;
        for (var batch = 0; batch < order.Batches; batch++)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            if (_options.StopToken.IsCancellationRequested)
                break;
            using var scope = NewDisposeScope();
            var (pixels, labels) = _preparation.Prepare(data, order.Batch(batch), _device);
            _optimizer.zero_grad();
            var logits = _module.call(pixels); // [n, C, H, W] → [n, classes]
            var loss = functional.cross_entropy(logits, labels);
            loss.backward();
            _optimizer.step();
            AddTo(ref metrics, logits, labels, loss);
            if (!double.IsFinite(metrics.Loss))
                throw new TrainingDivergedException(epoch, batch + 1, _recipe.LearningRate, metrics.Loss);
            if (_options.BatchProgress is { } progress && _options.Time.GetElapsedTime(lastReport) >= ProgressInterval)
            {
                lastReport = _options.Time.GetTimestamp();
                progress.Report(Progress(epoch, metrics, data.Count, _options.Time.GetElapsedTime(start)));
            }
        }
        return metrics;
    }

    private BatchProgress Progress(int epoch, Metrics metrics, int images, TimeSpan elapsed)
    {
        var speed = metrics.Images / elapsed.TotalSeconds;
        var left = (long)(_recipe.Epochs - epoch + 1) * images - metrics.Images;
        return new BatchProgress(epoch, _recipe.Epochs, metrics.Images, images, metrics.Loss, metrics.Accuracy, speed, TimeSpan.FromSeconds(left / speed));
    }

    private Metrics Evaluate(ImageTensors data)
    {
        _module.eval();
        using var inference = inference_mode();
        var metrics = new Metrics();
        for (var from = 0; from < data.Count; from += _recipe.BatchSize)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var to = Math.Min(from + _recipe.BatchSize, data.Count);
            var (pixels, labels) = _preparation.Prepare(data, arange(from, to, dtype: ScalarType.Int64, device: data.Labels.device), _device);
            var logits = _module.call(pixels);
            AddTo(ref metrics, logits, labels, functional.cross_entropy(logits, labels));
        }
        return metrics;
    }

    private static void AddTo(ref Metrics metrics, Tensor logits, Tensor labels, Tensor loss)
    {
        using var noGradients = no_grad();
        metrics.Add(loss.item<float>(), logits.argmax(1).eq(labels).sum().item<long>(), (int)labels.shape[0]);
    }

    private optim.Optimizer CreateOptimizer()
    {
        var parameters = _module.parameters().Where(p => p.requires_grad);
        return _recipe.Optimizer switch
        {
            OptimizerKind.Sgd => optim.SGD(parameters, _recipe.LearningRate, _recipe.Momentum, weight_decay: _recipe.WeightDecay),
            OptimizerKind.Adam => optim.Adam(parameters, _recipe.LearningRate, weight_decay: _recipe.WeightDecay),
            OptimizerKind.AdamW => optim.AdamW(parameters, _recipe.LearningRate, weight_decay: _recipe.WeightDecay),
            _ => throw new ArgumentOutOfRangeException(nameof(_recipe.Optimizer), _recipe.Optimizer, "The optimizer is unknown."),
        };
    }
}
