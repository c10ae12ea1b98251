using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// He, Zhang, Ren, Sun: Deep residual learning for image recognition (2015); the book's section 8.6, whose blocks keep the
/// convolutions' biases.
/// </summary>
internal static class ResNet
{
    public const string Paper = "He et al.: Deep residual learning for image recognition, 2015";

    public static ImmutableArray<ArchitectureEntry> Entries { get; } =
    [
        new("resnet18", "ResNet as in Dive into Deep Learning: four stages of two residual blocks each, batch norm, global average pooling.",
            Paper, new(1, 96, 96), new(1, 1, 1), () => Create(18))
        { HasWidths = true },
        new("resnet34", "ResNet as in Dive into Deep Learning with 3, 4, 6 and 3 blocks in its stages.", Paper, new(1, 96, 96), new(1, 1, 1), () => Create(34))
        { HasWidths = true },
    ];

    public static Architecture Create(int depth)
    {
        int[] blocks = depth switch
        {
            18 => [2, 2, 2, 2],
            34 => [3, 4, 6, 3],
            _ => throw new ArgumentOutOfRangeException(nameof(depth), depth, "ResNet as in Dive into Deep Learning comes in the depths 18 and 34."),
        };
        return new Architecture($"resnet{depth}",
        [
            Stem(), // [1, 96, 96] → [64, 24, 24]
            .. blocks.Select((count, i) => Stage($"stage{i + 1}", count, 64 << i, first: i == 0)), // → [512, 3, 3]
            Head(),
        ])
        { Initialization = WeightInitialization.Xavier }; // As the book's.
    }

    /// <summary>The start that ResNet, ResNeXt and DenseNet share: a quarter of height and width, 64 channels.</summary>
    public static Block Stem() => new(
    [
        new Conv2d(64, 7) { Name = "conv", Stride = 2, Padding = 3 }, // [1, 96, 96] → [64, 48, 48]
        new BatchNorm2d { Name = "bn" },
        new ReLU { Name = "relu" },
        new MaxPool2d(3) { Name = "pool", Stride = 2, Padding = 1 }, // → [64, 24, 24]
    ])
    { Name = "stem" };

    /// <summary>The mean of each feature map, and one linear layer for the classes.</summary>
    public static Block Head() => new(
    [
        new AdaptiveAvgPool2d(1) { Name = "pool" }, // [512, 3, 3] → [512, 1, 1]
        new Flatten { Name = "flatten" },
        new Linear { Name = "fc" },
    ])
    { Name = "head" };

    /// <summary>The book's residual block: two 3×3 convolutions, the shortcut a 1×1 convolution where the shape changes.</summary>
    public static Residual Block(int channels, bool project = false, int stride = 1) => new(
    [
        new Conv2d(channels, 3) { Name = "conv1", Padding = 1, Stride = stride },
        new BatchNorm2d { Name = "bn1" },
        new ReLU { Name = "relu1" },
        new Conv2d(channels, 3) { Name = "conv2", Padding = 1 },
        new BatchNorm2d { Name = "bn2" },
    ])
    {
        Shortcut = project ? [new Conv2d(channels, 1) { Name = "conv3", Stride = stride }] : LayerList.Empty,
        Activation = new ReLU { Name = "relu2" },
    };

    private static Block Stage(string name, int blocks, int channels, bool first) => new(
    [
        .. Enumerable.Range(0, blocks).Select(i => i == 0 && !first ? Block(channels, project: true, stride: 2) : Block(channels)),
    ])
    { Name = name };
}
