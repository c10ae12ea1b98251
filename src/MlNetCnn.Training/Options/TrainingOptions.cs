using Microsoft.ML;

namespace MlNetCnn.Training;

/// <summary>
/// How a network is trained. Every setting has a default; those that are null are taken from the recipe of the architecture
/// (<see cref="TrainingRecipes"/>).
/// </summary>
public sealed record TrainingOptions
{
    // With 500 images fine-tuning gained less than a point on CIFAR-10 and took several times as long.
    private const int ImagesToFineTune = 1000;

    // On CIFAR-10: with 60 images 1e-4 was better than 5e-4 by about two points, with 1,800 worse by one.
    private const double RateOnFewImages = 1e-4;

    /// <summary>The column to learn: a key, a string or a whole number. Default: <c>Label</c>.</summary>
    public string LabelColumn { get; init; } = "Label";

    /// <summary>
    /// The column of pixels: a vector of Single or Byte of known size, channels first, or an image, as <c>LoadImages</c> and
    /// <c>ResizeImages</c> give, which is decoded on all cores. Default: <c>Features</c>.
    /// </summary>
    public string FeatureColumn { get; init; } = "Features";

    /// <summary>
    /// Channels×height×width of one image. Default: null, taken from the column's type, which then needs three dimensions; of an image
    /// column height and width, with the three channels red, green and blue. One channel makes images gray (Rec. 601 luma).
    /// </summary>
    public TensorShape? ImageShape { get; init; }

    /// <summary>Which range the pixels of a Single column have. Default: 0–255.</summary>
    public PixelScale PixelScale { get; init; }

    /// <summary>The recipe that null settings are taken from: <c>default</c> or <c>book</c>. Default: <c>default</c>.</summary>
    public string Preset { get; init; } = TrainingRecipes.Default;

    /// <summary>Passes over the training images, at least 1. Default: the recipe's.</summary>
    public int? Epochs { get; init; }

    /// <summary>Images a step, at least 1. Default: the recipe's.</summary>
    public int? BatchSize { get; init; }

    /// <summary>How gradients change the weights. Default: the recipe's.</summary>
    public OptimizerKind? Optimizer { get; init; }

    /// <summary>The step size, above 0. Default: the recipe's; 1e-4 where <see cref="TransferMode.FineTune"/> has fewer than 1,000 images.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Momentum of SGD, from 0 up to, but not including, 1. Default: the recipe's.</summary>
    public double? Momentum { get; init; }

    /// <summary>Weight decay, 0 or more. Default: the recipe's.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>Whether weight decay holds for biases and normalization layers too. Default: the recipe's.</summary>
    public bool? DecayBiasAndNorm { get; init; }

    /// <summary>How the learning rate moves over the training. Default: the recipe's.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>The share of each label that is spread over all classes, from 0 up to, but not including, 1. Default: the recipe's.</summary>
    public double? LabelSmoothing { get; init; }

    /// <summary>What happens at random to the training images. Default: the recipe's.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>How much an image of each class counts in the loss of training; evaluation counts all the same. Default: null, all the same.</summary>
    public ClassWeights? ClassWeights { get; init; }

    /// <summary>
    /// Which images an epoch takes: <see cref="Sampling.Balanced"/> draws all classes equally often, which cannot be combined with
    /// <see cref="ClassWeights.Balanced"/>. A layer that is solved for gets balanced class weights instead. Default: each image once.
    /// </summary>
    public Sampling Sampling { get; init; }

    /// <summary>The length to which the gradients of a step, as one vector, are shortened; above 0. Default: null, they are not.</summary>
    public double? GradientClip { get; init; }

    /// <summary>Whether <see cref="EpochMetrics.GradientNorm"/> is measured even without clipping. Default: no.</summary>
    public bool GradientNorms { get; init; }

    /// <summary>
    /// The decay of an exponential moving average of the weights, above 0 and below 1, such as 0.999; it begins lower, so that the first
    /// weights are soon forgotten. Evaluation and the model then use the averages. Default: null, no average.
    /// </summary>
    public double? WeightAverage { get; init; }

    /// <summary>How pixels are normalized by channel, in training and in the model. Default: not at all.</summary>
    public Normalization Normalization { get; init; } = Normalization.None;

    /// <summary>The numbers that training computes in. Default: bfloat16 on an NVIDIA GPU that has it, otherwise 32-bit floats.</summary>
    public Precision Precision { get; init; }

    /// <summary>
    /// Whether the values of a pixel's channels stand together in memory, which changes nothing but the speed and the last digits.
    /// Default: null, as is faster: on a CPU runs of 500 steps and more measure it once a machine and network, before the first step.
    /// </summary>
    public bool? ChannelsLast { get; init; }

    /// <summary>
    /// The threads libtorch computes with, for the whole process while training runs; with another number the weights differ in their last
    /// digits. Default: 0, as it is.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>
    /// Decides the first weights, the order of the images, dropout, augmentation and the split for validation. Default: 0.
    /// </summary>
    public int Seed { get; init; }

    /// <summary>
    /// The weights to start from, such as <see cref="Weights.Load"/> reads. They must be the network's, but may be those for
    /// another number of classes, or of the network without its head: the layers for the classes then start anew. Default: null, all layers start anew.
    /// </summary>
    public Weights? InitialWeights { get; init; }

    /// <summary>
    /// The model to train further, such as <c>CnnModel.Load("model.onnx")</c> or the <c>Model</c> of a fitted transformer: on new images or
    /// for more epochs, with the same classes in any order. For other classes set <see cref="InitialWeights"/> to its weights. The
    /// optimizer starts anew; to go on with a run that was cut off use <see cref="Checkpoint"/>. Default: null.
    /// </summary>
    public CnnModel? ContinueFrom { get; init; }

    /// <summary>
    /// Pretrained weights to start from: a name of <see cref="PretrainedNetworks"/>, such as <c>resnet18-imagenet</c>, whose network must be the
    /// one that is trained, or a file that <see cref="PretrainedNetwork.Load"/> reads. They bring their normalization unless
    /// <see cref="Normalization"/> is set. Default: null or <c>none</c>, random weights.
    /// </summary>
    public string? Pretrained { get; init; }

    /// <summary>
    /// How much of a pretrained network is trained. Default: null, with <see cref="Pretrained"/> <see cref="TransferMode.Head"/> or
    /// <see cref="TransferMode.FineTune"/> by the number of images, and otherwise <see cref="TransferMode.Full"/>.
    /// </summary>
    public TransferMode? Transfer { get; init; }

    /// <summary>
    /// The path of the first layer that <see cref="TransferMode.FineTune"/> trains; those before it are frozen. Default: null, the last layers
    /// with a quarter of the multiply-accumulates.
    /// </summary>
    public string? FineTuneFrom { get; init; }

    /// <summary>
    /// What the learning rate is multiplied by for all layers before the one for the classes, above 0. Default: the recipe's, 0.2 for
    /// <see cref="TransferMode.FineTune"/> and 1 otherwise.
    /// </summary>
    public double? BackboneRate { get; init; }

    /// <summary>
    /// In how many views the features of a frozen network are computed where images are augmented, from 1 to 64: the first without augmentation.
    /// Training takes them in turn. Default: null, 2 up to 5,000 images and 1 above.
    /// </summary>
    public int? FeatureViews { get; init; }

    /// <summary>Where features are kept for the next training on the same images. Default: null, the user's folder for caches.</summary>
    public string? FeatureFolder { get; init; }

    /// <summary>
    /// Paths of layers that are not trained, with all layers inside them: <c>stage1</c> covers <c>stage1.0.conv1</c>, but not
    /// <c>stage10</c>. Frozen layers work as in evaluation, so that batch normalization keeps its running statistics. Default: none.
    /// </summary>
    public IReadOnlyList<string> Freeze { get; init; } = [];

    /// <summary>
    /// Where the network is trained: <c>cpu</c>; <c>cuda:N</c>, the N-th NVIDIA GPU counted from 0; <c>cuda</c>, the GPU with the most free
    /// memory; or <c>auto</c>, as <c>cuda</c> where one can be used and else the CPU. Default: <c>auto</c>.
    /// </summary>
    public string Device { get; init; } = "auto";

    /// <summary>
    /// Whether training that runs out of memory halves its batches, as often as it takes, and begins the epoch anew from the weights it had
    /// at its start; the learning rate stays. <see cref="EpochMetrics.BatchSize"/> says what it came to. Default: false, it ends with a
    /// <see cref="TrainingMemoryException"/> that says what would fit.
    /// </summary>
    public bool HalveBatch { get; init; }

    /// <summary>
    /// The positions of the rows to train on, ascending; null for all. The rows of a fold, so that features of the frozen layers are computed once
    /// for all folds.
    /// </summary>
    internal IReadOnlyList<int>? Rows { get; init; }

    /// <summary>The group of each row, as its patient: <see cref="ValidationFraction"/> keeps a group on one side. Default: none.</summary>
    internal IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>
    /// The share of the training images kept back to choose the best epoch by, from 0 up to, but not including, 1; drawn evenly from
    /// every class. Default: 0.
    /// </summary>
    public double ValidationFraction { get; init; }

    /// <summary>Images to choose the best epoch by, with the columns of the training data. Default: none.</summary>
    public IDataView? ValidationData { get; init; }

    /// <summary>
    /// Whether the network is calibrated by a temperature, chosen on the validation images after training: see <see cref="TemperatureScaling"/>. Without
    /// any, a layer that is solved for is calibrated on the images held out in choosing its penalty. Default: null, where there are at least 100 of them.
    /// </summary>
    public bool? Calibrate { get; init; }

    /// <summary>
    /// How the model tells what it does not know; needs validation images. The model then also gives <c>IsKnown</c> and <c>PredictedClass</c>. Default: null,
    /// every image counts as one of the classes.
    /// </summary>
    public UnknownOptions? Unknown { get; init; }

    /// <summary>
    /// Images of no class, with the column of pixels: what is known is told by the threshold that separates validation images from them best, in place of what
    /// <see cref="Unknown"/> says. Default: none.
    /// </summary>
    public IDataView? Strangers { get; init; }

    /// <summary>What the images are and how they were read, in words of the app; <see cref="CnnModel.DataReference"/> keeps it. Default: null.</summary>
    public string? DataReference { get; init; }

    /// <summary>
    /// What the metrics of the training images are of; without validation data epochs are compared by them, see <see cref="BestBy"/>.
    /// Default: all of them in evaluation mode, so that they can be held against the validation images'.
    /// </summary>
    public TrainMetrics TrainMetrics { get; init; } = TrainMetrics.Evaluated;

    /// <summary>By what the best epoch is chosen and progress is judged. Default: the loss.</summary>
    public EpochCriterion BestBy { get; init; }

    /// <summary>
    /// Stops after this many epochs that were not better on the validation images, see <see cref="BestBy"/>; needs such images.
    /// Default: null, all epochs run.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>
    /// The most bytes of memory the pixels of training and validation images may take, 0 or more; a set of images that exceeds what is left
    /// streams from a cache file, with the same results. Default: null, half of the memory that is free when <c>Fit</c> is called.
    /// </summary>
    public long? MemoryBudget { get; init; }

    /// <summary>
    /// Where the cache file is made; it is gone when <c>Fit</c> ends. Name a folder on a disk where the temporary folder lies in memory.
    /// Default: null, the system's folder for temporary files.
    /// </summary>
    public string? CacheFolder { get; init; }

    /// <summary>
    /// Reduces the learning rate when epochs no longer get better, see <see cref="BestBy"/>, on the validation images or, without any, on
    /// the training images. Default: null, never.
    /// </summary>
    public ReduceOnPlateau? ReduceOnPlateau { get; init; }

    /// <summary>Where and how often the run is written down, to go on after its process ended. Default: null, never.</summary>
    public CheckpointOptions? Checkpoint { get; init; }

    /// <summary>A folder for TensorBoard event files of the metrics by epoch, created where it is missing. Default: null, none.</summary>
    public string? TensorBoardFolder { get; init; }

    /// <summary>Whether <see cref="EpochMetrics.WeightHistograms"/>, and the event files, show how the weights are spread. Default: false.</summary>
    public bool WeightHistograms { get; init; }

    /// <summary>Told after each epoch, on the training thread.</summary>
    public IProgress<EpochMetrics>? Progress { get; init; }

    /// <summary>Told during an epoch, at most four times a second, on the training thread.</summary>
    public IProgress<BatchProgress>? BatchProgress { get; init; }

    /// <summary>
    /// Gives up within one batch: <c>Fit</c> throws <see cref="OperationCanceledException"/>. With <see cref="Checkpoint"/> the run is
    /// written down first, as it is when it is stopped.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Holds training between two batches, for as long as wanted; the time does not count. Default: null.</summary>
    public PauseSwitch? Pause { get; init; }

    /// <summary>
    /// Ends within one batch, as if the epochs were over: <c>Fit</c> returns the best weights so far. Before the first batch is over there
    /// are none: it throws <see cref="OperationCanceledException"/>.
    /// </summary>
    public CancellationToken StopToken { get; init; }

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The settings with the gaps filled from the architecture's recipe.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range; the message names it, what it is and what it may be.</exception>
    public TrainingRecipe RecipeFor(Architecture architecture)
    {
        var mode = Mode;
        var recipe = mode == TransferMode.Full ? TrainingRecipes.For(architecture, Preset) : TrainingRecipes.For(mode, architecture);
        recipe = new TrainingRecipe(
            Optimizer ?? recipe.Optimizer,
            LearningRate ?? recipe.LearningRate,
            BatchSize ?? recipe.BatchSize,
            Epochs ?? recipe.Epochs,
            Momentum ?? (Optimizer is null or OptimizerKind.Sgd ? recipe.Momentum : 0),
            WeightDecay ?? recipe.WeightDecay)
        {
            DecayBiasAndNorm = DecayBiasAndNorm ?? recipe.DecayBiasAndNorm,
            Schedule = Schedule ?? recipe.Schedule,
            LabelSmoothing = LabelSmoothing ?? recipe.LabelSmoothing,
            Augmentation = Augmentation ?? recipe.Augmentation,
            BackboneRate = BackboneRate ?? recipe.BackboneRate,
        };
        Require(recipe.Epochs >= 1, nameof(Epochs), recipe.Epochs, "at least 1");
        Require(recipe.BatchSize >= 1, nameof(BatchSize), recipe.BatchSize, "at least 1");
        Require(recipe.LearningRate > 0 && double.IsFinite(recipe.LearningRate), nameof(LearningRate), recipe.LearningRate, "above 0");
        Require(recipe.Momentum is >= 0 and < 1, nameof(Momentum), recipe.Momentum, "from 0 up to, but not including, 1");
        Require(recipe.WeightDecay >= 0 && double.IsFinite(recipe.WeightDecay), nameof(WeightDecay), recipe.WeightDecay, "0 or more");
        recipe.Schedule.Check();
        recipe.Augmentation.Check();
        Require(recipe.LabelSmoothing is >= 0 and < 1, nameof(LabelSmoothing), recipe.LabelSmoothing, "from 0 up to, but not including, 1");
        Require(recipe.BackboneRate > 0 && double.IsFinite(recipe.BackboneRate), nameof(BackboneRate), recipe.BackboneRate, "above 0");
        Require(FeatureViews is null or (>= 1 and <= 64), nameof(FeatureViews), FeatureViews, "from 1 to 64");
        Require(IsPretrained || InitialWeights is not null || Transfer is null or TransferMode.Full, nameof(Transfer), Transfer, "left out without pretrained weights");
        Require(!IsPretrained || (InitialWeights is null && ContinueFrom is null), nameof(Pretrained), Pretrained, "left out when InitialWeights or ContinueFrom is given");
        Require(mode == TransferMode.FineTune || FineTuneFrom is null, nameof(FineTuneFrom), FineTuneFrom, "left out unless Transfer is FineTune");
        Require(Sampling == Sampling.Uniform || ClassWeights is not { ByName: null }, nameof(Sampling), Sampling, "uniform with balanced class weights: use one of them");
        Require(GradientClip is null or > 0, nameof(GradientClip), GradientClip, "above 0");
        Require(WeightAverage is null or (> 0 and < 1), nameof(WeightAverage), WeightAverage, "above 0 and below 1");
        Require(Threads >= 0, nameof(Threads), Threads, "0 or more");
        Require(ValidationFraction is >= 0 and < 1, nameof(ValidationFraction), ValidationFraction, "from 0 up to, but not including, 1");
        Require(ValidationFraction == 0 || ValidationData is null, nameof(ValidationFraction), ValidationFraction, "0 when ValidationData is given");
        Require(Unknown is null or { Recall: > 0 and <= 1 }, "Unknown.Recall", Unknown?.Recall, "above 0 and up to 1");
        Require(Unknown is null or { Precision: null or (> 0 and <= 1) }, "Unknown.Precision", Unknown?.Precision, "above 0 and up to 1");
        Require(MemoryBudget is null or >= 0, nameof(MemoryBudget), MemoryBudget, "0 or more");
        Require(Patience is null or >= 1, nameof(Patience), Patience, "at least 1");
        Require(ContinueFrom is null || InitialWeights is null, nameof(ContinueFrom), "given", "left out when InitialWeights are given");
        Require(ReduceOnPlateau is null or { Factor: > 0 and < 1 }, "ReduceOnPlateau.Factor", ReduceOnPlateau?.Factor, "above 0 and below 1");
        Require(ReduceOnPlateau is null or { Patience: >= 1 }, "ReduceOnPlateau.Patience", ReduceOnPlateau?.Patience, "at least 1");
        Require(ReduceOnPlateau is null or { Least: >= 0 and <= 1 }, "ReduceOnPlateau.Least", ReduceOnPlateau?.Least, "from 0 up to 1");
        Require(Checkpoint is null or { EveryEpochs: null or >= 1 }, "Checkpoint.EveryEpochs", Checkpoint?.EveryEpochs, "at least 1, or null");
        Require(Checkpoint is null or { EveryMinutes: null or >= 0 }, "Checkpoint.EveryMinutes", Checkpoint?.EveryMinutes, "0 or more, or null");
        return recipe;
    }

    /// <summary>Whether <see cref="Pretrained"/> names weights.</summary>
    internal bool IsPretrained => !PretrainedNetworks.IsNone(Pretrained);

    /// <summary>The transfer mode where it is set, or as if there were few images.</summary>
    internal TransferMode Mode => Transfer ?? (IsPretrained ? TransferMode.Head : TransferMode.Full);

    /// <summary>With the transfer mode, and the learning rate of fine-tuning, chosen by the number of images to train on, where they are not set.</summary>
    internal TrainingOptions ForImages(int images)
    {
        var hasFew = images < ImagesToFineTune;
        var chosen = Transfer is null && IsPretrained ? this with { Transfer = hasFew ? TransferMode.Head : TransferMode.FineTune } : this;
        return hasFew && chosen is { Transfer: TransferMode.FineTune, LearningRate: null, Optimizer: null } ? chosen with { LearningRate = RateOnFewImages } : chosen;
    }

    /// <exception cref="ArgumentException">The options need validation images and name none.</exception>
    internal void RequireValidation()
    {
        const string Needed = "left out without validation data: set ValidationFraction or ValidationData too";
        var hasValidation = ValidationFraction > 0 || ValidationData is not null;
        Require(Patience is null || hasValidation, nameof(Patience), Patience, Needed);
        Require(Calibrate != true || hasValidation, nameof(Calibrate), "true", Needed);
        Require(!TellsKnown || hasValidation, Strangers is null ? nameof(Unknown) : nameof(Strangers), "given", Needed);
    }

    /// <summary>Whether the model tells what it does not know.</summary>
    internal bool TellsKnown => Unknown is not null || Strangers is not null;

    private static void Require(bool condition, string option, object? value, string needed)
    {
        if (!condition)
            throw new ArgumentException($"The training option {option} is {value}, but must be {needed}.");
    }
}
