using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// He, Zhang, Ren, Sun: Deep residual learning for image recognition (2015), as torchvision has it (<c>torchvision.models.resnet18</c>
/// and so on): no bias before batch norm, batch norm on the shortcut; weights' names and layouts are those of its state_dict. Its wider
/// bottlenecks are those of Xie, Girshick, Dollár, Tu, He: Aggregated residual transformations for deep neural networks (2017), and of
/// Zagoruyko, Komodakis: Wide residual networks (2016).
/// </summary>
internal static class TorchvisionResNet
{
    public static ImmutableArray<ArchitectureEntry> Entries { get; } =
    [
        Entry(18, "torchvision's ResNet-18, for its published weights: four stages of two residual blocks."),
        Entry(34, "torchvision's ResNet-34, for its published weights: stages of 3, 4, 6 and 3 residual blocks."),
        Entry(50, "ResNet-50: stages of 3, 4, 6 and 3 bottleneck blocks, 1×1, 3×3 and 1×1 convolutions."),
        Entry(101, "As resnet50, with 23 blocks in the third stage."),
        ArchitectureEntry.OfTorchvision("resnext50", "As resnet50, with 3×3 convolutions twice as wide that work in 32 groups: ResNeXt-50 32×4d.",
            ResNeXt.Paper, 224, 1, () => Create("resnext50", 50, width: 2, groups: 32), alias: "resnext50_32x4d"),
        ArchitectureEntry.OfTorchvision("wide-resnet50", "As resnet50, with 3×3 convolutions twice as wide: Wide ResNet-50-2.",
            "Zagoruyko, Komodakis: Wide residual networks, 2016", 224, 1, () => Create("wide-resnet50", 50, width: 2),
            hasWidths: true, alias: "wide_resnet50_2"),
    ];

    public static Architecture Create(int depth) => Create(Name(depth), depth);

    private static Architecture Create(string name, int depth, int width = 1, int groups = 1)
    {
        int[] blocks = depth switch
        {
            18 => [2, 2, 2, 2],
            34 or 50 => [3, 4, 6, 3],
            101 => [3, 4, 23, 3],
            _ => throw new ArgumentOutOfRangeException(nameof(depth), depth, "torchvision's ResNet comes here in the depths 18, 34, 50 and 101."),
        };
        var isDeep = depth >= 50;
        return new Architecture(name,
        [
            new Conv2d(64, 7) { Name = "conv1", Stride = 2, Padding = 3, Bias = false }, // [3, 224, 224] → [64, 112, 112]
            new BatchNorm2d { Name = "bn1" },
            new ReLU { Name = "relu" },
            new MaxPool2d(3) { Name = "maxpool", Stride = 2, Padding = 1 }, // → [64, 56, 56]
            .. blocks.Select((count, i) => Stage(i, count, isDeep, (project, stride) =>
                isDeep ? Bottleneck(64 << i, width, groups, project, stride) : BasicBlock(64 << i, project, stride))), // → [512, 7, 7], or [2048, 7, 7]
            new AdaptiveAvgPool2d(1) { Name = "avgpool" },
            new Flatten { Name = "flatten" },
            new Linear { Name = "fc" },
        ])
        { Initialization = WeightInitialization.Kaiming }; // As torchvision's.
    }

    /// <summary>The first block of a stage halves height and width, except in stage 1, whose bottlenecks still have to widen 64 channels to 256.</summary>
    private static Block Stage(int index, int count, bool isDeep, Func<bool, int, Residual> block) => new(
    [
        block(index > 0 || isDeep, index > 0 ? 2 : 1),
        .. Enumerable.Range(1, count - 1).Select(_ => block(false, 1)),
    ])
    { Name = $"layer{index + 1}" };

    /// <summary>Two 3×3 convolutions.</summary>
    public static Residual BasicBlock(int channels, bool project = false, int stride = 1) => new(
    [
        new Conv2d(channels, 3) { Name = "conv1", Stride = stride, Padding = 1, Bias = false },
        new BatchNorm2d { Name = "bn1" },
        new ReLU { Name = "relu1" },
        new Conv2d(channels, 3) { Name = "conv2", Padding = 1, Bias = false },
        new BatchNorm2d { Name = "bn2" },
    ])
    { Shortcut = Downsample(channels, project, stride), Activation = new ReLU { Name = "relu" } };

    /// <summary>1×1 to the width, 3×3 with the stride (torchvision's "v1.5"; the paper has it on the first), 1×1 to four times the channels.</summary>
    private static Residual Bottleneck(int channels, int width, int groups, bool project, int stride) => new(
    [
        new Conv2d(channels * width, 1) { Name = "conv1", Bias = false },
        new BatchNorm2d { Name = "bn1" },
        new ReLU { Name = "relu1" },
        new Conv2d(channels * width, 3) { Name = "conv2", Stride = stride, Padding = 1, Groups = groups, Bias = false },
        new BatchNorm2d { Name = "bn2" },
        new ReLU { Name = "relu2" },
        new Conv2d(4 * channels, 1) { Name = "conv3", Bias = false },
        new BatchNorm2d { Name = "bn3" },
    ])
    { Shortcut = Downsample(4 * channels, project, stride), Activation = new ReLU { Name = "relu" } };

    private static LayerList Downsample(int channels, bool project, int stride) =>
        project ? [new Block([new Conv2d(channels, 1) { Stride = stride, Bias = false }, new BatchNorm2d()]) { Name = "downsample" }] : LayerList.Empty;

    private static ArchitectureEntry Entry(int depth, string description) => ArchitectureEntry.OfTorchvision(
        Name(depth), description, ResNet.Paper, 224, 1, () => Create(depth), hasWidths: depth >= 50, alias: depth >= 50 ? $"torchvision-resnet{depth}" : null);

    // The book has a ResNet-18 and a ResNet-34 of its own.
    private static string Name(int depth) => depth < 50 ? $"torchvision-resnet{depth}" : $"resnet{depth}";
}
