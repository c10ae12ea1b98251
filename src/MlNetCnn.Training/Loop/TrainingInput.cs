using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>What a trainer made of the data it was given.</summary>
internal sealed record TrainingInput(
    NetworkPlan Plan, Preprocessing Preprocessing, Device Device, LabeledImages Training, LabeledImages? Validation) : IDisposable
{
    /// <summary>The run that these options make of it.</summary>
    public RunDescription Describe(TrainingOptions options, TrainingRecipe recipe) => new(
        Plan.Architecture, Plan.Input, Training.ClassNames, Preprocessing, OptionTexts.Of(options, recipe),
        Fingerprint(Training), Validation is null ? null : Fingerprint(Validation));

    /// <summary>The positions of the training images that are trained on [n]; null for all.</summary>
    public Tensor? Staying { get; private init; }

    /// <summary>The positions of the training images kept back for validation [n]; null where none are.</summary>
    public Tensor? Kept { get; private init; }

    /// <summary>The layer that the images are the input of, where they are features; null where they are pixels.</summary>
    public string? Start { get; private init; }

    /// <summary>The same training on features in place of images: the input of a layer. It owns the features only.</summary>
    public TrainingInput WithFeatures(string start, IImages training, IImages? validation) => this with
    {
        Start = start,
        Training = Training with { Images = training },
        Validation = validation is null ? null : Validation! with { Images = validation },
        Staying = Staying?.alias().DetachFromDisposeScope(),
        Kept = Kept?.alias().DetachFromDisposeScope(),
    };

    /// <summary>With some of the training images only.</summary>
    public TrainingInput At(IEnumerable<int> rows) => this with { Staying = tensor(rows.Select(row => (long)row).ToArray()).DetachFromDisposeScope() };

    /// <summary>With a share of the training images kept back, drawn evenly from every class, and without taking groups apart where there are some.</summary>
    public TrainingInput Split(double fraction, int seed, IReadOnlyList<string> groups)
    {
        if (Staying is { } rows)
        {
            using (rows)
            using (NewDisposeScope())
            {
                var (some, others) = StratifiedSplit.Of(Training.Images.Labels.index_select(0, rows), groups.Count == 0 ? groups : [.. rows.data<long>().Select(row => groups[(int)row])], fraction, seed);
                return this with { Staying = rows.index_select(0, some).DetachFromDisposeScope(), Kept = rows.index_select(0, others).DetachFromDisposeScope() };
            }
        }
        var (staying, kept) = StratifiedSplit.Of(Training.Images.Labels, groups, fraction, seed);
        return this with { Staying = staying.DetachFromDisposeScope(), Kept = kept.DetachFromDisposeScope() };
    }

    /// <summary>The images to train on, in order.</summary>
    public IBatchSource TrainingBatches(int batchSize) => Training.Images.InBatches(batchSize, seed: null, Staying, IsOnGpu);

    /// <summary>
    /// The images to train on in random order, as the options draw them. For a GPU, what the processor does to each image is done while the
    /// batch before is trained on.
    /// </summary>
    public IBatchSource ShuffledBatches(int batchSize, TrainingOptions options, Augmentation augmentation)
    {
        var changes = ChangesImagesForGpu(augmentation);
        var batches = Training.Images.InBatches(batchSize, options.Seed, Staying, IsOnGpu && !changes, options.Sampling == Sampling.Balanced);
        return changes
            ? new PrefetchedBatches(new PinnedBatches(new AugmentedBatches(batches, new ImageOperations(augmentation, options.Seed, Preprocessing.Scale))))
            : batches;
    }

    /// <summary>Whether there are images to evaluate.</summary>
    public bool HasValidation => Kept is not null || Validation is not null;

    /// <summary>The images to evaluate in order, or null without any.</summary>
    public IBatchSource? ValidationBatches(int batchSize) =>
        (Kept is null ? Validation : Training)?.Images.InBatches(batchSize, seed: null, Kept, IsOnGpu);

    /// <summary>
    /// Moves images that lie in memory to the GPU, where they fit beside what training takes; what does not fit is sent in batches. On the
    /// CPU they stay, as training images do that the processor changes.
    /// </summary>
    /// <param name="room">The bytes that images may take there.</param>
    /// <param name="augmentation">What is done to training images.</param>
    public void MoveToGpu(long room, Augmentation augmentation)
    {
        foreach (var images in new[] { ChangesImagesForGpu(augmentation) ? null : Training.Images, Validation?.Images }.OfType<ImageTensors>().Where(_ => IsOnGpu))
        {
            if (images.ResidentBytes > room)
                continue;
            room -= images.ResidentBytes;
            images.MoveTo(Device);
        }
    }

    /// <summary>How many images are trained on.</summary>
    public int TrainingImages => (int)(Staying ?? Training.Images.Labels).shape[0];

    /// <summary>How many of the images to train on each class has.</summary>
    public long[] TrainingImagesByClass()
    {
        using var scope = NewDisposeScope();
        var labels = Training.Images.Labels;
        var counted = Staying is null ? labels : labels.index_select(0, Staying);
        return [.. counted.bincount(weights: null, minlength: Training.ClassNames.Length).data<long>()];
    }

    public void Dispose()
    {
        Staying?.Dispose();
        Kept?.Dispose();
        Training.Dispose();
        Validation?.Dispose();
    }

    private bool ChangesImagesForGpu(Augmentation augmentation) => IsOnGpu && Start is null && augmentation.ChangesImages;

    private bool IsOnGpu => Device.type == DeviceType.CUDA;

    public static string Fingerprint(LabeledImages images)
    {
        using var batches = images.Images.InBatches(DataFingerprint.BatchSize, seed: null);
        return DataFingerprint.Of(batches);
    }
}
