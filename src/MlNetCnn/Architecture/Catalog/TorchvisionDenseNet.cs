namespace MlNetCnn;

/// <summary>
/// Huang, Liu, van der Maaten, Weinberger: Densely connected convolutional networks (2016), its DenseNet-BC of 121 layers, as torchvision
/// has it (<c>densenet121</c>): weights' names and layouts are those of its state_dict.
/// </summary>
internal static class TorchvisionDenseNet
{
    private const int Growth = 32;

    private static readonly int[] Blocks = [6, 12, 24, 16];

    public static ArchitectureEntry Entry { get; } = ArchitectureEntry.OfTorchvision("densenet121",
        "DenseNet-121: blocks of 6, 12, 24 and 16 bottlenecks, each of which sees the outputs of all before it and adds 32 channels.",
        DenseNet.Paper, 224, 29, Create, hasWidths: true);

    public static Architecture Create() => new("densenet121",
    [
        new Block(
        [
            new Conv2d(64, 7) { Name = "conv0", Stride = 2, Padding = 3, Bias = false }, // [3, 224, 224] → [64, 112, 112]
            new BatchNorm2d { Name = "norm0" },
            new ReLU { Name = "relu0" },
            new MaxPool2d(3) { Name = "pool0", Stride = 2, Padding = 1 }, // → [64, 56, 56]
            .. Enumerable.Range(1, Blocks.Length).SelectMany(Stage), // → [1024, 7, 7]
            new BatchNorm2d { Name = "norm5" },
        ])
        { Name = "features" },
        new ReLU { Name = "relu" },
        new AdaptiveAvgPool2d(1) { Name = "avgpool" },
        new Flatten { Name = "flatten" },
        new Linear { Name = "classifier" },
    ])
    { Initialization = WeightInitialization.Kaiming };

    /// <summary>A dense block and, but for the last, what takes half the channels and halves height and width.</summary>
    private static IEnumerable<Block> Stage(int number)
    {
        yield return new Block([.. Enumerable.Range(1, Blocks[number - 1]).Select(DenseLayer)]) { Name = $"denseblock{number}" };
        if (number == Blocks.Length)
            yield break;
        yield return new Block(
        [
            new BatchNorm2d { Name = "norm" },
            new ReLU { Name = "relu" },
            new Conv2d(ChannelsBehind(number) / 2, 1) { Name = "conv", Bias = false },
            new AvgPool2d(2) { Name = "pool" },
        ])
        { Name = $"transition{number}" };
    }

    private static int ChannelsBehind(int number) => (number == 1 ? 64 : ChannelsBehind(number - 1) / 2) + Growth * Blocks[number - 1];

    private static Concat DenseLayer(int number) => new(
    [
        new Block([]), // [C, H, W]
        new Block(
        [
            new BatchNorm2d { Name = "norm1" },
            new ReLU { Name = "relu1" },
            new Conv2d(4 * Growth, 1) { Name = "conv1", Bias = false },
            new BatchNorm2d { Name = "norm2" },
            new ReLU { Name = "relu2" },
            new Conv2d(Growth, 3) { Name = "conv2", Padding = 1, Bias = false },
        ])
        { Inline = true }, // [32, H, W]
    ])
    { Name = $"denselayer{number}" }; // → [C + 32, H, W]
}
