using Microsoft.ML;
using Microsoft.ML.Runtime;
using MlNetCnn.Training.Columns;
using MlNetCnn.Training.Native;
using TorchSharp;

namespace MlNetCnn.Training;

/// <summary>Trains a convolutional network by TorchSharp as an ML.NET estimator.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Column</term><description>Type</description></listheader>
/// <item><term>Label (in)</term><description>a key, or a string or whole number that the trainer maps itself, in the order of the values</description></item>
/// <item><term>Features (in)</term><description>a vector of Single or Byte of known size: channels×height×width pixels</description></item>
/// <item><term>Score (out)</term><description>a vector of Single: the probability of each class</description></item>
/// <item><term>PredictedLabel (out)</term><description>a key: the class with the highest probability</description></item>
/// </list>
/// </remarks>
public sealed class CnnTrainer : IEstimator<CnnTransformer>
{
    private readonly MLContext _ml;

    internal CnnTrainer(MLContext ml, Architecture architecture, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(options);
        _ml = ml;
        Architecture = architecture;
        Options = options;
        options.RecipeFor(architecture);
    }

    /// <summary>The network that is trained.</summary>
    public Architecture Architecture { get; }

    /// <summary>How it is trained.</summary>
    public TrainingOptions Options { get; }

    /// <summary>Reads the images into memory, or into a cache file where they exceed the budget, trains, and returns the network with its best weights as a transformer.</summary>
    /// <exception cref="ArgumentException">A column or an option does not fit; the message names it, what it is and what is needed.</exception>
    /// <exception cref="LayerShapeException">The images do not fit the network.</exception>
    /// <exception cref="InvalidOperationException">A row has a missing label or pixel, or a label that is not known.</exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    /// <exception cref="IOException">The images exceed the memory budget, and the cache file cannot be written.</exception>
    /// <exception cref="LibTorchException">libtorch could not be loaded.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public CnnTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var channel = ((IHostEnvironment)_ml).Register(nameof(CnnTrainer)).Start(nameof(Fit));
        var columns = TrainingColumns.Of(input.Schema, Options);
        var featureType = input.Schema[Options.FeatureColumn].Type;
        LibTorch.EnsureLoaded();
        var device = TrainingDevice.Parse(Options.Device);
        var budget = Options.MemoryBudget ?? FreeMemory.Bytes() / 2;
        using var data = columns.Read(input, budget);
        if (data.ClassNames.Length < 2)
            throw new InvalidOperationException($"The label column '{Options.LabelColumn}' has {data.ClassNames.Length} class, but a classifier needs at least 2.");
        if (data.Images.Count < 2)
            throw new InvalidOperationException("There is one row only: training needs at least two images.");
        var plan = Architecture.Plan(columns.Shape, data.ClassNames.Length);
        WarnOfPixelScale(channel, columns, data);
        TellOfFreshHead(channel, plan);
        using var validation = ReadValidation(columns, data, budget - data.Images.ResidentBytes);
        TellOfStreaming(channel, data, validation);
        var preprocessing = columns.HasBytes || Options.PixelScale == PixelScale.ZeroTo255 ? Preprocessing.Bytes : Preprocessing.Unit;
        var model = Train(channel, plan, preprocessing, data, validation?.Images, device);
        Allocator.Release();
        return new CnnTransformer(_ml, model, Options.FeatureColumn, featureColumnType: featureType);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        if (!inputSchema.Any(c => c.Name == Options.LabelColumn))
            throw new ArgumentException($"Column '{Options.LabelColumn}' is missing: name the column of labels in {nameof(Options.LabelColumn)}.", nameof(inputSchema));
        return CnnSchema.Promise(_ml, inputSchema, Options.FeatureColumn);
    }

    private CnnModel Train(IChannel channel, NetworkPlan plan, Preprocessing scaling, LabelledImages data, IImages? validation, torch.Device device)
    {
        var options = Options with { Progress = new EpochLog(channel, Options.Progress) };
        using var scope = torch.NewDisposeScope();
        using var threads = new ThreadCount(Options.Threads);
        var (images, batchSize) = (data.Images, Options.RecipeFor(Architecture).BatchSize);
        var (staying, kept) = Options.ValidationFraction == 0 ? default : StratifiedSplit.Of(images.Labels, Options.ValidationFraction, Options.Seed);
        using var training = images.InBatches(batchSize, Options.Seed, staying);
        using var validating = (kept is null ? validation : images)?.InBatches(batchSize, seed: null, kept);
        var preprocessing = Normalized(scaling, plan, images, staying);
        var classWeights = Options.ClassWeights?.For(data.ClassNames, ImagesByClass(images.Labels, staying, data.ClassNames.Length));
        using var loop = new TrainingLoop(plan, preprocessing, options, device, classWeights);
        return new CnnModel(plan, loop.Run(training, validating), data.ClassNames, preprocessing);
    }

    private Preprocessing Normalized(Preprocessing scaling, NetworkPlan plan, IImages images, torch.Tensor? positions)
    {
        if (Options.Normalization.IsMeasured)
        {
            var statistics = new ChannelStatistics(plan.Input.Channels);
            using var batches = images.InBatches(ChannelStatistics.ImagesAtOnce, seed: null, positions);
            for (var number = 0; number < batches.Batches; number++)
            {
                using var scope = torch.NewDisposeScope();
                statistics.Add(batches.Batch(number).Pixels);
            }
            return statistics.ApplyTo(scaling);
        }
        var given = scaling with { Mean = Options.Normalization.Mean, Std = Options.Normalization.Std };
        given.Check(plan.Input.Channels);
        return given;
    }

    private static long[] ImagesByClass(torch.Tensor labels, torch.Tensor? positions, int classes)
    {
        using var scope = torch.NewDisposeScope();
        var counted = positions is null ? labels : labels.index_select(0, positions);
        return [.. counted.bincount(weights: null, minlength: classes).data<long>()];
    }

    private LabelledImages? ReadValidation(TrainingColumns columns, LabelledImages training, long budget)
    {
        if (Options.ValidationData is not { } view)
            return null;
        var shape = TrainingColumns.Of(view.Schema, Options).Shape;
        if (!shape.Equals(columns.Shape))
            throw new ArgumentException($"The validation images are {shape}, but those to train on {columns.Shape}.");
        return columns.Read(view, budget, training.ClassNames);
    }

    private void TellOfFreshHead(IChannel channel, NetworkPlan plan)
    {
        if (Options.InitialWeights?.MatchTo(plan, WeightMatching.FreshHead) is { Head.IsEmpty: false } match)
            channel.Info(MessageSensitivity.None, $"The initial weights are for another number of classes, so these start anew: {string.Join(", ", match.Head)}.");
    }

    private static void TellOfStreaming(IChannel channel, LabelledImages training, LabelledImages? validation)
    {
        foreach (var images in new[] { training.Images, validation?.Images }.OfType<CachedImages>())
            channel.Info(MessageSensitivity.None, $"{images.Labels.shape[0]:n0} images exceed the memory budget and stream from a cache file.");
    }

    private void WarnOfPixelScale(IChannel channel, TrainingColumns columns, LabelledImages data)
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
