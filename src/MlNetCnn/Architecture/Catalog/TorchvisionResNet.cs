using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// He, Zhang, Ren, Sun: Deep residual learning for image recognition (2015), as torchvision has it (<c>torchvision.models.resnet18</c>
/// and so on): no bias before batch norm, batch norm on the shortcut; weights' names and layouts are those of its state_dict.
/// </summary>
internal static class TorchvisionResNet
{
    public static ImmutableArray<ArchitectureEntry> Entries { get; } =
    [
        Entry(18, "torchvision's ResNet-18, for its published weights: four stages of two residual blocks."),
        Entry(34, "torchvision's ResNet-34, for its published weights: stages of 3, 4, 6 and 3 residual blocks."),
        Entry(50, "torchvision's ResNet-50, for its published weights: stages of 3, 4, 6 and 3 bottleneck blocks."),
    ];

    public static Architecture Create(int depth)
    {
        int[] blocks = depth switch
        {
            18 => [2, 2, 2, 2],
            34 or 50 => [3, 4, 6, 3],
            _ => throw new ArgumentOutOfRangeException(nameof(depth), depth, "torchvision's ResNet comes here in the depths 18, 34 and 50."),
        };
        Func<int, bool, int, Residual> block = depth < 50 ? BasicBlock : Bottleneck;
        return new Architecture(Name(depth),
        [
            new Conv2d(64, 7) { Name = "conv1", Stride = 2, Padding = 3, Bias = false }, // [3, 224, 224] → [64, 112, 112]
            new BatchNorm2d { Name = "bn1" },
            new ReLU { Name = "relu" },
            new MaxPool2d(3) { Name = "maxpool", Stride = 2, Padding = 1 }, // → [64, 56, 56]
            .. blocks.Select((count, i) => Stage(i, count, depth, block)), // → [512, 7, 7], or [2048, 7, 7] for bottlenecks
            new AdaptiveAvgPool2d(1) { Name = "avgpool" },
            new Flatten { Name = "flatten" },
            new Linear { Name = "fc" },
        ])
        { Initialization = WeightInitialization.Kaiming }; // As torchvision's.
    }

    /// <summary>The first block of a stage halves height and width, except in stage 1, whose bottlenecks still have to widen 64 channels to 256.</summary>
    private static Block Stage(int index, int count, int depth, Func<int, bool, int, Residual> block) => new(
    [
        block(64 << index, index > 0 || depth >= 50, index > 0 ? 2 : 1),
        .. Enumerable.Range(1, count - 1).Select(_ => block(64 << index, false, 1)),
    ])
    { Name = $"layer{index + 1}" };

    /// <summary>Two 3×3 convolutions.</summary>
    private static Residual BasicBlock(int channels, bool project, int stride) => new(
    [
        new Conv2d(channels, 3) { Name = "conv1", Stride = stride, Padding = 1, Bias = false },
        new BatchNorm2d { Name = "bn1" },
        new ReLU { Name = "relu1" },
        new Conv2d(channels, 3) { Name = "conv2", Padding = 1, Bias = false },
        new BatchNorm2d { Name = "bn2" },
    ])
    { Shortcut = Downsample(channels, project, stride), Activation = new ReLU { Name = "relu" } };

    /// <summary>1×1 to the width, 3×3 with the stride (torchvision's "v1.5"; the paper has it on the first), 1×1 to four times the width.</summary>
    private static Residual Bottleneck(int width, bool project, int stride) => new(
    [
        new Conv2d(width, 1) { Name = "conv1", Bias = false },
        new BatchNorm2d { Name = "bn1" },
        new ReLU { Name = "relu1" },
        new Conv2d(width, 3) { Name = "conv2", Stride = stride, Padding = 1, Bias = false },
        new BatchNorm2d { Name = "bn2" },
        new ReLU { Name = "relu2" },
        new Conv2d(4 * width, 1) { Name = "conv3", Bias = false },
        new BatchNorm2d { Name = "bn3" },
    ])
    { Shortcut = Downsample(4 * width, project, stride), Activation = new ReLU { Name = "relu" } };

    private static LayerList Downsample(int channels, bool project, int stride) =>
        project ? [new Block([new Conv2d(channels, 1) { Stride = stride, Bias = false }, new BatchNorm2d()]) { Name = "downsample" }] : LayerList.Empty;

    private static ArchitectureEntry Entry(int depth, string description) =>
        new(Name(depth), description, ResNet.Paper, new(3, 224, 224), new(3, 1, 1), () => Create(depth)) { DefaultClasses = 1000 };

    private static string Name(int depth) => $"torchvision-resnet{depth}";
}
