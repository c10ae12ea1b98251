using Microsoft.ML;
using Microsoft.ML.Runtime;
using TorchSharp;

namespace MlNetCnn.Training;

/// <summary>Trains a convolutional network by TorchSharp as an ML.NET estimator.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Column</term><description>Type</description></listheader>
/// <item><term>Label (in)</term><description>a key, or a string or whole number that the trainer maps itself, in the order of the values;
/// see below</description></item>
/// <item><term>Features (in)</term><description>a vector of Single or Byte of known size: channels×height×width pixels; or an image</description></item>
/// <item><term>Score (out)</term><description>a vector of Single: the probability of each class</description></item>
/// <item><term>PredictedLabel (out)</term><description>a key: the class with the highest probability</description></item>
/// </list>
/// ML.NET's <c>Evaluate</c> and <c>CrossValidate</c> take labels that are keys only. To evaluate a model of strings or whole numbers, give the
/// rows to <see cref="CnnCatalog.MatchLabels"/> first; to cross-validate, make the keys in the pipeline:
/// <c>ml.Transforms.Conversion.MapValueToKey("Label").Append(trainer)</c>.
/// </remarks>
public sealed class CnnTrainer : IEstimator<CnnTransformer>
{
    private readonly MLContext _ml;
    private readonly Lazy<PretrainedNetwork?> _pretrained;

    internal CnnTrainer(MLContext ml, Architecture architecture, TrainingOptions options)
        : this(ml, architecture, options, new(() => options.IsPretrained ? PretrainedNetwork.Load(options.Pretrained!) : null))
    {
    }

    private CnnTrainer(MLContext ml, Architecture architecture, TrainingOptions options, Lazy<PretrainedNetwork?> pretrained)
    {
        _pretrained = pretrained;
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(options);
        _ml = ml;
        Architecture = architecture;
        Options = options;
        options.RecipeFor(architecture);
        options.RequireValidation();
    }

    /// <summary>The network that is trained.</summary>
    public Architecture Architecture { get; }

    /// <summary>How it is trained.</summary>
    public TrainingOptions Options { get; }

    /// <summary>Reads the images into memory, or into a cache file where they exceed the budget, trains, and returns the network with its best weights as a transformer.</summary>
    /// <remarks>Any number of threads may call it at once: fits on one device take turns, and each gives the weights it would give alone.</remarks>
    /// <exception cref="ArgumentException">A column or an option does not fit; the message names it, what it is and what is needed.</exception>
    /// <exception cref="LayerShapeException">The images do not fit the network.</exception>
    /// <exception cref="InvalidOperationException">
    /// A row has a missing label, pixel or image, an image of another size, or a label that is not known; or the checkpoint to go on from
    /// is of another run; or the app brings no native ONNX Runtime.
    /// </exception>
    /// <exception cref="InvalidDataException">The checkpoint to go on from is none, is damaged, or is newer than this version.</exception>
    /// <exception cref="IOException">
    /// The images exceed the memory budget and the cache file cannot be written; or a checkpoint or an event file cannot be, and the
    /// checkpoint before it stays; or another run has the checkpoint's file.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss or the weights became infinite or not a number.</exception>
    /// <exception cref="TrainingMemoryException">Memory ran out; the message says which batch size would fit.</exception>
    /// <exception cref="LibTorchException">libtorch could not be loaded.</exception>
    /// <exception cref="OperationCanceledException">
    /// The options' token or the <see cref="MLContext"/> was cancelled, or a stop was asked for before the first batch was over.
    /// </exception>
    public CnnTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Run(nameof(Fit), (trainer, channel) => trainer.Learn(channel, input));
    }

    private CnnTransformer Learn(IChannel channel, IDataView input)
    {
        // What is trained could neither be scored nor saved without it: better known now than hours later.
        NativeRuntime.Require();
        // Before the first batch there is nothing to keep, so a stop ends reading and waiting too.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Options.CancellationToken, Options.StopToken);
        var beginning = With(either.Token);
        using var data = beginning.Read(channel, input);
        if (Options.TellsKnown && data.Training.ClassNames.Contains(CnnSchema.Unknown))
            throw new InvalidOperationException($"A class is called '{CnnSchema.Unknown}', which is what images of no class are called: rename it, or leave out {nameof(Options.Unknown)}.");
        Weights weights;
        HeldOutScores? heldOut;
        using (beginning.Turn(channel, data))
            (weights, heldOut) = Train(channel, data);
        Allocator.Release();
        var model = new CnnModel(data.Plan, weights, data.Training.ClassNames, data.Preprocessing) { DataReference = Options.DataReference };
        var confidence = new ConfidenceFit(Options, text => channel.Info(MessageSensitivity.None, text), text => channel.Warning(MessageSensitivity.None, text));
        return new CnnTransformer(
            _ml, confidence.Of(_ml, model, data, heldOut), Options.FeatureColumn,
            featureColumnType: input.Schema[Options.FeatureColumn].Type);
    }

    /// <summary>
    /// Looks for a learning rate: trains a network of its own, from the weights <see cref="Fit"/> would start from, at a rate that rises
    /// from step to step, and tells how the loss went. The schedule and the number of epochs are not looked at, no file is written.
    /// </summary>
    /// <remarks>The range test of Smith 2015, with the suggestion where the smoothed loss falls most steeply.</remarks>
    /// <param name="input">The training images.</param>
    /// <param name="sweep">The range of rates. Default: 100 steps from 1e-6 to 10.</param>
    /// <exception cref="ArgumentException">A column, an option or the sweep does not fit; the message names it, what it is and what is needed.</exception>
    /// <exception cref="LayerShapeException">The images do not fit the network.</exception>
    /// <exception cref="InvalidOperationException">A row has a missing label or pixel, or a label that is not known.</exception>
    /// <exception cref="IOException">The images exceed the memory budget, and the cache file cannot be written.</exception>
    /// <exception cref="LibTorchException">libtorch could not be loaded.</exception>
    /// <exception cref="OperationCanceledException">The options' token or the <see cref="MLContext"/> was cancelled.</exception>
    public LearningRateCurve FindLearningRate(IDataView input, LearningRateSweep? sweep = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        sweep ??= new LearningRateSweep();
        sweep.Check();
        return Run(nameof(FindLearningRate), (trainer, channel) => trainer.FindLearningRate(channel, input, sweep));
    }

    private LearningRateCurve FindLearningRate(IChannel channel, IDataView input, LearningRateSweep sweep)
    {
        using var data = Read(channel, input);
        using var turn = Turn(channel, data);
        using var scope = torch.NewDisposeScope();
        using var threads = new ThreadCount(Options.Threads);
        var recipe = Options.RecipeFor(Architecture);
        using var batches = data.ShuffledBatches(recipe.BatchSize, Options, recipe.Augmentation);
        var curve = LearningRateFinder.Run(data, StartingFrom(data), sweep, batches, ClassWeights(data));
        Allocator.Release();
        return curve;
    }

    /// <summary>Trains a network of its own on the images for a while, to see how fast that goes. It draws from TorchSharp's process-wide random state.</summary>
    /// <param name="input">Some of the training images: a few batches are enough.</param>
    /// <param name="budget">How long, unless a single step takes longer.</param>
    internal TrainingSpeed MeasureSpeed(IDataView input, TimeSpan budget)
    {
        using var channel = ((IHostEnvironment)_ml).Register(nameof(CnnTrainer)).Start(nameof(MeasureSpeed));
        using var data = Read(channel, input);
        using var turn = Turn(channel, data);
        using var scope = torch.NewDisposeScope();
        using var threads = new ThreadCount(Options.Threads);
        return SpeedTrial.Run(data, StartingFrom(data), budget);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        if (!inputSchema.Any(c => c.Name == Options.LabelColumn))
            throw new ArgumentException($"Column '{Options.LabelColumn}' is missing: name the column of labels in {nameof(Options.LabelColumn)}.", nameof(inputSchema));
        return CnnSchema.Promise(_ml, inputSchema, Options.FeatureColumn, Options.TellsKnown);
    }

    /// <summary>Does something that the options' token cancels, and the context.</summary>
    private T Run<T>(string name, Func<CnnTrainer, IChannel, T> action)
    {
        var host = ((IHostEnvironment)_ml).Register(nameof(CnnTrainer));
        using var channel = host.Start(name);
        using var cancellation = new ContextCancellation(host, Options.CancellationToken);
        return action(With(cancellation.Token), channel);
    }

    private CnnTrainer With(CancellationToken cancellation) => new(_ml, Architecture, Options with { CancellationToken = cancellation }, _pretrained);

    private TrainingInput Read(IChannel channel, IDataView input)
    {
        var columns = TrainingColumns.Of(input.Schema, Options);
        LibTorch.EnsureLoaded();
        var device = TrainingDevice.Parse(Options.Device);
        using var threads = new ThreadCount(Options.Threads);
        var budget = Options.MemoryBudget ?? FreeMemory.Bytes() / 2;
        var data = columns.Read(input, budget);
        LabeledImages? validation = null;
        try
        {
            if (data.ClassNames.Length < 2)
                throw new InvalidOperationException($"The label column '{Options.LabelColumn}' has {data.ClassNames.Length} class, but a classifier needs at least 2.");
            if (data.Images.Count < 2)
                throw new InvalidOperationException("There is one row only: training needs at least two images.");
            var plan = Architecture.Plan(columns.Shape, data.ClassNames.Length);
            WarnOfPixelScale(channel, columns, data);
            Require(_pretrained.Value, plan);
            TellOfFreshHead(channel, plan);
            validation = ReadValidation(columns, data, budget - data.Images.ResidentBytes);
            TellOfStreaming(channel, data, validation);
            var scaling = columns.HasBytes || Options.PixelScale == PixelScale.ZeroTo255 ? Preprocessing.Bytes : Preprocessing.Unit;
            var read = new TrainingInput(plan, scaling, device, data, validation);
            if (Options.Rows is { } rows)
                read = read.At(rows);
            if (Options.ValidationFraction > 0)
                read = read.Split(Options.ValidationFraction, Options.Seed, Options.Groups);
            return read with { Preprocessing = Normalized(read) };
        }
        catch
        {
            data.Dispose();
            validation?.Dispose();
            throw;
        }
    }

    private DeviceTurn Turn(IChannel channel, TrainingInput input) => DeviceTurn.Wait(
        input.Device,
        () => channel.Info(MessageSensitivity.None, $"Another fit of this process trains on {input.Device}: this one waits for its end."),
        Options.CancellationToken);

    private (Weights Weights, HeldOutScores? HeldOut) Train(IChannel channel, TrainingInput input)
    {
        var options = StartingFrom(input) with { Progress = new EpochLog(channel, Options.Progress) };
        using var scope = torch.NewDisposeScope();
        using var threads = new ThreadCount(Options.Threads);
        using var keeper = Options.Checkpoint is { } checkpoint
            ? new CheckpointKeeper(checkpoint, input.Describe(Options, Options.RecipeFor(Architecture)), Options.Time)
            : null;
        var resumed = keeper?.Find();
        if (resumed is not null)
            channel.Info(MessageSensitivity.None, $"Going on from '{Options.Checkpoint!.Path}' in epoch {resumed.Epoch} after {resumed.Batch} batches.");
        return options.Mode == TransferMode.Full
            ? (Train(channel, input, options, keeper, resumed), null)
            : Transfer(channel, input, options, keeper, resumed);
    }

    private (Weights, HeldOutScores?) Transfer(IChannel channel, TrainingInput input, TrainingOptions options, CheckpointKeeper? keeper, TrainingCheckpoint? resumed)
    {
        var budget = Options.MemoryBudget ?? FreeMemory.Bytes() / 2;
        var transfer = new TransferTraining(input, options, SolvedClassWeights(input), budget, text => channel.Info(MessageSensitivity.None, text));
        TrainingInput? features;
        using (var extractor = transfer.Extractor())
        {
            features = transfer.Features(extractor);
            if (resumed is null && transfer.IsSolvable)
                options = options with { InitialWeights = transfer.Solve(extractor, features) };
        }
        using (features)
            return transfer.IsSolved ? (options.InitialWeights!, transfer.HeldOut) : (Train(channel, features ?? input, transfer.Frozen(options), keeper, resumed), null);
    }

    private Weights Train(IChannel channel, TrainingInput input, TrainingOptions options, CheckpointKeeper? keeper, TrainingCheckpoint? resumed)
    {
        // A resumed run keeps the memory format that it began with.
        options = options with
        {
            ChannelsLast = resumed is null
                ? new LayoutTrial(input, options, LayoutTrial.FolderOfUser).Choose(text => channel.Info(MessageSensitivity.None, text))
                : resumed.ChannelsLast ?? options.ChannelsLast,
        };
        using var loop = new TrainingLoop(input.Plan, input.Preprocessing, options, input.Device, ClassWeights(input), keeper, resumed, input.Start);
        input.MoveToGpu(loop.FreeBytes, loop.Augmentation);
        while (true)
        {
            try
            {
                return Train(input, loop);
            }
            catch (TrainingMemoryException e) when (Options.HalveBatch && e.BatchSize > 1)
            {
                loop.HalveBatch();
                channel.Warning(MessageSensitivity.None, $"The memory of {e.Device} ran out with batches of {e.BatchSize}: the epoch begins anew with batches of {loop.BatchSize}.");
            }
        }
    }

    private Weights Train(TrainingInput input, TrainingLoop loop)
    {
        using var training = input.ShuffledBatches(loop.BatchSize, Options, loop.Augmentation);
        using var validation = input.ValidationBatches(loop.BatchSize);
        using var evaluated = Options.TrainMetrics == TrainMetrics.Evaluated ? input.TrainingBatches(loop.BatchSize) : null;
        return loop.Run(training, validation, evaluated);
    }

    private TrainingOptions StartingFrom(TrainingInput input)
    {
        // The folds of a cross-validation are trained as all images are.
        var options = Options.ForImages(Options.Rows is null ? input.TrainingImages : input.Training.Images.Count);
        if (Options.ContinueFrom is { } model)
            return options with { ContinueFrom = null, InitialWeights = ClassOrder.Weights(model, input.Plan, input.Training.ClassNames, input.Preprocessing) };
        return _pretrained.Value is { } pretrained ? options with { Pretrained = null, InitialWeights = pretrained.Weights } : options;
    }

    private float[]? ClassWeights(TrainingInput input) => Options.ClassWeights?.For(input.Training.ClassNames, input.TrainingImagesByClass());

    // A layer that is solved for sees each image once: where images are drawn evenly by class, weights come to the same.
    private float[]? SolvedClassWeights(TrainingInput input)
    {
        var given = ClassWeights(input);
        return Options.Sampling == Sampling.Uniform ? given
            : [.. Training.ClassWeights.Balanced.For(input.Training.ClassNames, input.TrainingImagesByClass()).Select((weight, i) => weight * (given?[i] ?? 1))];
    }

    private Preprocessing Normalized(TrainingInput input)
    {
        if (Options.Normalization == Normalization.None && _pretrained.Value?.Preprocessing is { Mean.IsEmpty: false } its)
            return input.Preprocessing with { Mean = its.Mean, Std = its.Std };
        if (Options.Normalization.IsMeasured)
        {
            var statistics = new ChannelStatistics(input.Plan.Input.Channels);
            using var batches = input.TrainingBatches(ChannelStatistics.ImagesAtOnce);
            for (var number = 0; number < batches.Batches; number++)
            {
                Options.CancellationToken.ThrowIfCancellationRequested();
                using var scope = torch.NewDisposeScope();
                statistics.Add(batches.Batch(number).Pixels);
            }
            return statistics.ApplyTo(input.Preprocessing);
        }
        var given = input.Preprocessing with { Mean = Options.Normalization.Mean, Std = Options.Normalization.Std };
        given.Check(input.Plan.Input.Channels);
        return given;
    }

    private LabeledImages? ReadValidation(TrainingColumns columns, LabeledImages training, long budget)
    {
        if (Options.ValidationData is not { } view)
            return null;
        var shape = TrainingColumns.Of(view.Schema, Options).Shape;
        if (!shape.Equals(columns.Shape))
            throw new ArgumentException($"The validation images are {shape}, but those to train on {columns.Shape}.");
        return columns.Read(view, budget, training.ClassNames);
    }

    private static void Require(PretrainedNetwork? pretrained, NetworkPlan plan)
    {
        if (pretrained is null)
            return;
        if (pretrained.Input is { } its && its.Channels != plan.Input.Channels)
            throw new ArgumentException(
                $"The pretrained weights '{pretrained.Source}' take images of {its.Channels} channels, but these have {plan.Input.Channels}: read them with {its.Channels}.");
        try
        {
            pretrained.Weights.MatchTo(plan, WeightMatching.FreshHead);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException(
                $"The pretrained weights '{pretrained.Source}' do not belong to network '{plan.Architecture.Name}': "
                + (pretrained.Architecture is { } network ? $"train network '{network.Name}'." : e.Message), e);
        }
    }

    private void TellOfFreshHead(IChannel channel, NetworkPlan plan)
    {
        if (Options.InitialWeights?.MatchTo(plan, WeightMatching.FreshHead) is { StartingAnew.IsEmpty: false } match)
            channel.Info(MessageSensitivity.None, $"The initial weights have no head for these {plan.Classes} classes, so these start anew: {string.Join(", ", match.StartingAnew)}.");
    }

    private static void TellOfStreaming(IChannel channel, LabeledImages training, LabeledImages? validation)
    {
        foreach (var images in new[] { training.Images, validation?.Images }.OfType<CachedImages>())
            channel.Info(MessageSensitivity.None, $"{images.Labels.shape[0]:n0} images exceed the memory budget and stream from a cache file.");
    }

    private void WarnOfPixelScale(IChannel channel, TrainingColumns columns, LabeledImages data)
    {
        if (columns.HasBytes)
            return;
        if (Options.PixelScale == PixelScale.ZeroTo255 && data.LargestPixel <= 1)
            channel.Warning(MessageSensitivity.None,
                $"No pixel of column '{Options.FeatureColumn}' is above {data.LargestPixel:g4}, though 0–255 was promised: if they are 0–1, set PixelScale to ZeroToOne.");
        if (Options.PixelScale == PixelScale.ZeroToOne && data.LargestPixel > 1)
            channel.Warning(MessageSensitivity.None,
                $"Pixels of column '{Options.FeatureColumn}' reach {data.LargestPixel:g4}, though 0–1 was promised: if they are 0–255, set PixelScale to ZeroTo255.");
    }
}
