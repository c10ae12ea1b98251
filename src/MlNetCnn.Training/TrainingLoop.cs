using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Trains one network epoch by epoch and keeps the best weights.</summary>
internal sealed class TrainingLoop : IDisposable
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(250);

    private readonly TrainingOptions _options;
    private readonly TrainingRecipe _recipe;
    private readonly Learner _learner;

    public TrainingLoop(NetworkPlan plan, Preprocessing preprocessing, TrainingOptions options, Device device, float[]? classWeights = null)
    {
        _options = options;
        _recipe = options.RecipeFor(plan.Architecture);
        _learner = new Learner(plan, preprocessing, options, _recipe, device, classWeights);
    }

    /// <summary>Trains until the epochs are over, patience ran out or a stop was asked for; returns the best weights.</summary>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public Weights Run(IBatchSource training, IBatchSource? validation)
    {
        Weights? best = null;
        var bestLoss = double.PositiveInfinity;
        var epochsWithoutGain = 0;
        for (var epoch = 1; epoch <= _recipe.Epochs; epoch++)
        {
            var start = _options.Time.GetTimestamp();
            var trained = TrainEpoch(epoch, training);
            var trainSeconds = _options.Time.GetElapsedTime(start).TotalSeconds;
            if (trained.Images < training.Images && best is not null)
                break;
            Metrics? validated = validation is null || trained.Images == 0 ? null : _learner.Evaluate(validation, _options.CancellationToken);
            var isBest = validated is not { } v || v.Loss < bestLoss;
            if (isBest)
            {
                bestLoss = validated?.Loss ?? bestLoss;
                best = validation is null ? null : _learner.Weights;
            }
            epochsWithoutGain = isBest ? 0 : epochsWithoutGain + 1;
            if (trained.Images > 0)
                _options.Progress?.Report(new EpochMetrics(
                    epoch, trained.Loss, trained.Accuracy, validated?.Loss, validated?.Accuracy, _learner.LearningRate,
                    _options.Time.GetElapsedTime(start).TotalSeconds, trained.Images / trainSeconds, isBest)
                {
                    GradientNorm = trained.GradientNorm,
                });
            if (_options.StopToken.IsCancellationRequested || epochsWithoutGain >= _options.Patience)
                break;
        }
        return best ?? _learner.Weights;
    }

    public void Dispose() => _learner.Dispose();

    private Metrics TrainEpoch(int epoch, IBatchSource images)
    {
        _learner.StartTraining(images.Batches);
        images.StartEpoch(epoch);
        var metrics = new Metrics();
        var start = _options.Time.GetTimestamp();
        var lastReport = start;
        for (var number = 0; number < images.Batches; number++)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            if (_options.StopToken.IsCancellationRequested)
                break;
            using var scope = NewDisposeScope();
            _learner.Train(images.Batch(number), epoch, number, ref metrics);
            if (!double.IsFinite(metrics.Loss))
                throw new TrainingDivergedException(epoch, number + 1, _learner.LearningRate, metrics.Loss);
            if (_options.BatchProgress is { } progress && _options.Time.GetElapsedTime(lastReport) >= ProgressInterval)
            {
                lastReport = _options.Time.GetTimestamp();
                progress.Report(Progress(epoch, metrics, images.Images, _options.Time.GetElapsedTime(start)));
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
}
