namespace MlNetCnn;

/// <summary>Huang, Liu, van der Maaten, Weinberger: Densely connected convolutional networks (2016); the book's section 8.7.</summary>
internal static class DenseNet
{
    public const string Paper = "Huang et al.: Densely connected convolutional networks, 2016";

    private const int Growth = 32;
    private const int ConvolutionsPerBlock = 4;

    public static ArchitectureEntry Entry { get; } = new("densenet",
        "DenseNet as in Dive into Deep Learning: four blocks of four convolutions, each of which sees the outputs of all before it and adds 32 channels.",
        Paper, new(1, 96, 96), new(1, 29, 29), Create)
    { HasWidths = true };

    public static Architecture Create() => new("densenet",
    [
        ResNet.Stem(), // [1, 96, 96] → [64, 24, 24]
        DenseBlock("dense1"), // → [192, 24, 24]
        Transition("transition1", 96), // → [96, 12, 12]
        DenseBlock("dense2"), // → [224, 12, 12]
        Transition("transition2", 112), // → [112, 6, 6]
        DenseBlock("dense3"), // → [240, 6, 6]
        Transition("transition3", 120), // → [120, 3, 3]
        DenseBlock("dense4"), // → [248, 3, 3]
        new BatchNorm2d { Name = "bn" },
        new ReLU { Name = "relu" },
        ResNet.Head(), // → [248, 1, 1] → [classes]
    ])
    { Initialization = WeightInitialization.Xavier }; // As the book's.

    private static Block DenseBlock(string name) => new(
    [
        .. Enumerable.Range(0, ConvolutionsPerBlock).Select(_ => new Concat(
        [
            new Block([]) { Name = "input" }, // [C, H, W]
            new Block(
            [
                new BatchNorm2d { Name = "bn" },
                new ReLU { Name = "relu" },
                new Conv2d(Growth, 3) { Name = "conv", Padding = 1 },
            ])
            { Name = "growth" }, // [32, H, W]
        ])), // → [C + 32, H, W]
    ])
    { Name = name };

    /// <summary>Takes half the channels, and halves height and width.</summary>
    private static Block Transition(string name, int channels) => new(
    [
        new BatchNorm2d { Name = "bn" },
        new ReLU { Name = "relu" },
        new Conv2d(channels, 1) { Name = "conv" },
        new AvgPool2d(2) { Name = "pool" },
    ])
    { Name = name };
}
