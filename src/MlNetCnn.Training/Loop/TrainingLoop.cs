using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Trains one network epoch by epoch, keeps the best weights, and goes on where a checkpoint left off.</summary>
internal sealed class TrainingLoop : IDisposable
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(250);

    private readonly TrainingOptions _options;
    private readonly TrainingRecipe _recipe;
    private readonly Learner _learner;
    private readonly CheckpointKeeper? _keeper;
    private readonly TensorBoardLog? _board;
    private readonly TrainingState _state = new();
    private readonly int _threadsBefore = get_num_threads();
    private readonly MemoryEstimate _memory;
    private readonly string _device;
    private Weights? _best;
    private Weights? _lastFinished;
    private (CheckpointWeights Weights, byte[] Optimizer)? _epochStart;

    /// <param name="plan">The network.</param>
    /// <param name="preprocessing">What happens to pixels first.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="device">Where.</param>
    /// <param name="classWeights">How much each class counts in the loss, or null.</param>
    /// <param name="keeper">Where the run is written down, or null where it is not.</param>
    /// <param name="resumed">What the keeper found to go on from, or null.</param>
    /// <param name="start">The layer that images are the input of, where they are features; null where they are pixels.</param>
    public TrainingLoop(
        NetworkPlan plan, Preprocessing preprocessing, TrainingOptions options, Device device, float[]? classWeights = null,
        CheckpointKeeper? keeper = null, TrainingCheckpoint? resumed = null, string? start = null)
    {
        _options = options;
        _recipe = options.RecipeFor(plan.Architecture);
        _keeper = keeper;
        _memory = MemoryEstimate.Of(plan, _recipe, device);
        _device = $"{device}";
        _board = options.TensorBoardFolder is { } folder ? new TensorBoardLog(folder, options.WeightHistograms) : null;
        _learner = new Learner(plan, preprocessing, options, _recipe, device, classWeights, start);
        if (resumed is null)
            return;
        _learner.Restore(resumed.Weights, resumed.Optimizer);
        (_state, _best, _lastFinished) = (resumed.State, resumed.Weights.Best, resumed.Weights.Latest);
        _learner.RateFactor = _state.RateFactor;
        // Another number of threads adds up in another order: the run keeps the one it began with.
        set_num_threads(resumed.Threads);
    }

    /// <summary>Images a step.</summary>
    public int BatchSize => _state.BatchSize ?? _recipe.BatchSize;

    /// <summary>What happens at random to the images.</summary>
    public Augmentation Augmentation => _recipe.Augmentation;

    /// <summary>The bytes of the device that training in such batches leaves, by the estimate; 0 where nothing is known.</summary>
    public long FreeBytes => Math.Max(0, (_memory.FreeBytes ?? 0) - _memory.BytesOf(BatchSize));

    private bool HasTrained => _state.Epoch > 1 || _state.Batch > 0;

    private bool IsOver => _state.Epoch > _recipe.Epochs || _state.EpochsWithoutGain >= _options.Patience;

    /// <summary>Trains until the epochs are over, patience ran out or a stop was asked for; returns the best weights.</summary>
    /// <exception cref="TrainingDivergedException">The loss or the weights became infinite or not a number.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled, or a stop was asked for before the first batch was over.</exception>
    /// <exception cref="TrainingMemoryException">Memory ran out. After <see cref="HalveBatch"/> it can be run again.</exception>
    /// <param name="training">The images to train on.</param>
    /// <param name="validation">Those to choose the best epoch by, or null.</param>
    /// <param name="evaluated">The images to train on once more, in order, where their metrics are measured after each epoch; otherwise null.</param>
    public Weights Run(IBatchSource training, IBatchSource? validation, IBatchSource? evaluated = null)
    {
        try
        {
            while (!IsOver && RunEpoch(training, validation, evaluated))
            {
            }
        }
        catch (OperationCanceledException) when (_keeper is not null && HasTrained)
        {
            Save();
            throw;
        }
        catch (Exception e) when (TrainingMemoryException.IsCause(e))
        {
            throw new TrainingMemoryException(_device, BatchSize, _memory, e);
        }
        return _best ?? _learner.Weights;
    }

    /// <summary>Goes back to the weights that the epoch under way began with, for a run in batches of half the size.</summary>
    public void HalveBatch()
    {
        if (_epochStart is var (weights, optimizer))
            _learner.Restore(weights, optimizer);
        (_state.BatchSize, _state.Batch, _state.Metrics, _state.Seconds) = (BatchSize / 2, 0, default, 0);
    }

    public void Dispose()
    {
        set_num_threads(_threadsBefore);
        _learner.Dispose();
    }

    /// <summary>Trains one epoch, or what is left of it, and tells whether to go on.</summary>
    private bool RunEpoch(IBatchSource training, IBatchSource? validation, IBatchSource? evaluated)
    {
        var clock = new WorkClock(_options.Time, _state.Seconds);
        TrainEpoch(training, clock);
        if (!HasTrained)
            _options.StopToken.ThrowIfCancellationRequested();
        var trainSeconds = clock.Seconds;
        var (trained, validated) = (Evaluate(evaluated), Evaluate(validation));
        var isCutOff = _state.Batch < training.Batches || (evaluated is not null && trained is null) || (validation is not null && validated is null);
        if (isCutOff)
        {
            // A resumed run finishes the epoch; this one takes what it has.
            if (_keeper is not null)
                Save();
            if (_best is not null || _state.Batch == 0)
                return false;
        }
        EndEpoch(trained ?? _state.Metrics, validated, trainSeconds, clock);
        var stops = _options.StopToken.IsCancellationRequested;
        if (!isCutOff && _keeper is not null && (stops || IsOver || _keeper.IsDueAfter(_state.Epoch - 1)))
            Save();
        return !stops;
    }

    private void TrainEpoch(IBatchSource images, WorkClock clock)
    {
        if (_state.Batch == images.Batches)
            return; // written down between the last batch and the evaluation
        _learner.StartTraining(images.Batches);
        images.StartEpoch(_state.Epoch);
        if (_options.HalveBatch)
            _epochStart = EpochStart();
        var lastReport = _options.Time.GetTimestamp();
        for (var number = _state.Batch; number < images.Batches; number++)
        {
            if (_options.Pause is { IsPaused: true } pause)
                clock.Pause(() => pause.Wait(_options.CancellationToken, _options.StopToken));
            _options.CancellationToken.ThrowIfCancellationRequested();
            if (_options.StopToken.IsCancellationRequested)
                break;
            using var scope = NewDisposeScope();
            _learner.Train(images.Batch(number), _state.Epoch, number);
            _state.Batch = number + 1;
            if (_learner.HasMetrics)
                Collect();
            _state.Seconds = clock.Seconds;
            if (_options.BatchProgress is { } progress && _options.Time.GetElapsedTime(lastReport) >= ProgressInterval)
            {
                lastReport = _options.Time.GetTimestamp();
                Collect();
                progress.Report(Progress(_state.Metrics, images.Images));
            }
            if (_keeper is not null && _keeper.IsDue())
                Save();
        }
        Collect();
    }

    /// <summary>Fetches what the steps came to that are done.</summary>
    private void Collect()
    {
        var metrics = _state.Metrics;
        _learner.CollectInto(ref metrics);
        _state.Metrics = metrics;
        if (metrics.Images > 0 && !double.IsFinite(metrics.Loss))
            throw Diverged($"The loss became {metrics.Loss}", _state.Batch);
    }

    private (CheckpointWeights, byte[]) EpochStart()
    {
        using var optimizer = new MemoryStream();
        _learner.SaveOptimizer(optimizer);
        return (CurrentWeights(_learner.Weights), optimizer.ToArray());
    }

    /// <summary>The metrics on these images; null without images, or where a stop was asked for before they were over.</summary>
    private Metrics? Evaluate(IBatchSource? images)
    {
        if (images is null || _options.StopToken.IsCancellationRequested)
            return null;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_options.CancellationToken, _options.StopToken);
        try
        {
            return _learner.Evaluate(images, either.Token);
        }
        catch (OperationCanceledException) when (!_options.CancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private void EndEpoch(Metrics trained, Metrics? validated, double trainSeconds, WorkClock clock)
    {
        var weights = FiniteWeights();
        var measure = Measure(validated ?? trained);
        var isBetter = measure < (_state.BestMeasure ?? double.PositiveInfinity);
        if (isBetter)
            _state.BestMeasure = measure;
        var isBest = validated is null || isBetter;
        if (isBest && validated is not null)
            _best = weights;
        _lastFinished = weights;
        _state.EpochsWithoutGain = isBest ? 0 : _state.EpochsWithoutGain + 1;
        var epoch = new EpochMetrics(
            _state.Epoch, trained.Loss, trained.Accuracy, validated?.Loss, validated?.Accuracy, _learner.LearningRate,
            clock.Seconds, _state.Metrics.Images / trainSeconds, isBest)
        {
            GradientNorm = _state.Metrics.GradientNorm,
            BatchSize = BatchSize,
            WeightHistograms = _options.WeightHistograms ? WeightHistogram.Of(weights) : [],
        };
        if (_options.ReduceOnPlateau is { } plateau)
            _state.Observe(plateau, isBetter);
        _learner.RateFactor = _state.RateFactor;
        _state.Epochs.Add(epoch);
        (_state.Epoch, _state.Batch, _state.Metrics, _state.Seconds) = (_state.Epoch + 1, 0, default, 0);
        _board?.Write(epoch, weights);
        // The collector waits until its youngest generation fills a processor's cache, which may be hundreds of megabytes.
        GC.Collect(0);
        _options.Progress?.Report(epoch);
    }

    /// <summary>What epochs are compared by: the lower, the better.</summary>
    private double Measure(Metrics metrics) => _options.BestBy == EpochCriterion.Accuracy ? -metrics.Accuracy : metrics.Loss;

    private void Save()
    {
        Collect();
        _keeper!.Save(_state, _options.ChannelsLast, CurrentWeights(FiniteWeights()), _learner.SaveOptimizer); // averages that are finite are of weights that are
    }

    private CheckpointWeights CurrentWeights(Weights latest) =>
        _learner.KeepsAverage ? new CheckpointWeights(_learner.TrainedWeights, latest, _best) : new CheckpointWeights(latest, null, _best);

    // The last step of an epoch may spoil the weights without a loss that tells: no such weights are kept.
    private Weights FiniteWeights()
    {
        var weights = _learner.Weights;
        return weights.Values.All(w => w.IsFinite)
            ? weights
            : throw Diverged("The weights became infinite or not a number", _state.Batch);
    }

    private TrainingDivergedException Diverged(string what, int batch) => new(what, _state.Epoch, batch, _learner.LearningRate, _best ?? _lastFinished);

    private BatchProgress Progress(Metrics metrics, int images)
    {
        var speed = metrics.Images / _state.Seconds;
        var left = (long)(_recipe.Epochs - _state.Epoch + 1) * images - metrics.Images;
        return new BatchProgress(
            _state.Epoch, _recipe.Epochs, metrics.Images, images, metrics.Loss, metrics.Accuracy, speed, TimeSpan.FromSeconds(left / speed));
    }
}
