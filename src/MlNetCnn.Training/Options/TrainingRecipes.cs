namespace MlNetCnn.Training;

/// <summary>
/// The recipes by architecture and preset: <c>default</c>, chosen so that a first run works, <c>book</c>, as in <em>Dive into Deep Learning</em>, and <c>cifar</c>, for
/// small images.
/// </summary>
public static class TrainingRecipes
{
    /// <summary>The preset taken when none is named.</summary>
    public const string Default = "default";

    /// <summary>The book's plain stochastic gradient descent. LeNet's high rate fails to start on about one seed in five.</summary>
    public const string Book = "book";

    /// <summary>
    /// For small images and networks with batch normalization, such as <c>resnet9</c>: one cycle of 20 epochs (Smith 2018) with random crop, flip and label smoothing,
    /// as in Page: How to train your ResNet, 2018. It reaches 85 % on CIFAR-10 in a quarter of an hour on two cores.
    /// </summary>
    public const string Cifar = "cifar";

    /// <summary>The presets there are.</summary>
    public static IReadOnlyList<string> Names { get; } = [Default, Book, Cifar];

    /// <summary>The recipe of this preset for this network; networks outside the catalog get one by what they are made of.</summary>
    /// <exception cref="ArgumentException">There is no such preset; the message lists those there are.</exception>
    public static TrainingRecipe For(Architecture architecture, string preset = Default)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return preset switch
        {
            Default => ByDefault(architecture),
            Book => OfTheBook(architecture),
            Cifar => ForSmallImages,
            _ => throw new ArgumentException($"There is no training preset '{preset}': use one of {NameList.Of(Names)}.", nameof(preset)),
        };
    }

    private static TrainingRecipe ForSmallImages { get; } = new(OptimizerKind.Sgd, LearningRate: 0.1, BatchSize: 128, Epochs: 20, Momentum: 0.9, WeightDecay: 5e-4)
    {
        Schedule = new OneCycleSchedule(),
        LabelSmoothing = 0.1,
        Augmentation = Augmentation.Cifar,
    };

    /// <summary>The recipe of transfer learning, for a network that is pretrained.</summary>
    /// <remarks>A linear head is solved for, in what counts as one epoch; another is trained on features, which cost next to nothing.</remarks>
    internal static TrainingRecipe For(TransferMode mode, Architecture architecture) => new(
        OptimizerKind.AdamW, LearningRate: 5e-4, BatchSize: 32, Epochs: mode != TransferMode.Head ? 5 : Last(architecture.Layers) is Linear { PerPixel: false } ? 1 : 20, WeightDecay: 0.05)
    {
        BackboneRate = 0.2,
        LabelSmoothing = mode == TransferMode.Head ? 0 : 0.1,
        Schedule = new CosineSchedule { WarmUp = 0.1 },
        Augmentation = new() { HorizontalFlip = true },
    };

    private static TrainingRecipe ByDefault(Architecture architecture)
    {
        if (Uses<LayerNorm2d>(architecture.Layers))
            return new TrainingRecipe(OptimizerKind.AdamW, LearningRate: 2e-4, BatchSize: 64, Epochs: 8, WeightDecay: 0.05);
        // With SGD, bottlenecks and convolutions of single channels lose their running statistics in the first epochs.
        if (Uses<BatchNorm2d>(architecture.Layers) && Count<Conv2d>(architecture.Layers) > 40)
            return new TrainingRecipe(OptimizerKind.AdamW, LearningRate: 1e-3, BatchSize: 64, Epochs: 8, WeightDecay: 0.05);
        if (Uses<BatchNorm2d>(architecture.Layers))
            return new TrainingRecipe(OptimizerKind.Sgd, LearningRate: 0.02, BatchSize: 64, Epochs: 8, Momentum: 0.9, WeightDecay: 5e-4);
        if (Uses<Sigmoid>(architecture.Layers))
            return new TrainingRecipe(OptimizerKind.Adam, LearningRate: 3e-3, BatchSize: 64, Epochs: 25);
        // Deep stacks without normalization diverge at the rate that suits shallow ones.
        var isDeep = Count<Conv2d>(architecture.Layers) > 4;
        return new TrainingRecipe(OptimizerKind.Adam, isDeep ? 1e-4 : 1e-3, BatchSize: 64, Epochs: isDeep ? 10 : 15);
    }

    private static TrainingRecipe OfTheBook(Architecture architecture) =>
        new(OptimizerKind.Sgd, BookRate(architecture.Name.Split('/')[0]), BatchSize: 64, Epochs: 30);

    private static double BookRate(string name) => name switch
    {
        "lenet" => 0.9,
        "mlp" or "nin" or "googlenet" or "densenet" => 0.1,
        "alexnet" => 0.01,
        _ => 0.05,
    };

    private static Layer Last(LayerList layers) => layers[^1] is Block { Layers: [_, ..] inner } ? Last(inner) : layers[^1];

    private static bool Uses<T>(LayerList layers)
        where T : Layer => Count<T>(layers) > 0;

    private static int Count<T>(LayerList layers)
        where T : Layer => layers.Sum(layer => (layer is T ? 1 : 0) + Count<T>(Inner(layer)));

    private static LayerList Inner(Layer layer) => [.. layer.Inside.SelectMany(branch => branch.Layers)];
}
