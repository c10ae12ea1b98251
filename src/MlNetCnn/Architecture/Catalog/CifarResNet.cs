using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// He, Zhang, Ren, Sun: Deep residual learning for image recognition (2015), the networks of its section 4.2. Where the shape changes, the
/// shortcut is a 1×1 convolution with batch norm (the paper's option B); the paper's own results there have the one without weights (A).
/// </summary>
internal static class CifarResNet
{
    public static ImmutableArray<ArchitectureEntry> Entries { get; } =
    [
        Entry(20, "The small ResNet of the paper's experiments on CIFAR-10: three stages of three blocks, with 16, 32 and 64 channels."),
        Entry(56, "As cifar-resnet20, with nine blocks in each stage."),
    ];

    private static Architecture Create(int depth) => new(Name(depth),
    [
        new Conv2d(16, 3) { Name = "conv1", Padding = 1, Bias = false }, // [3, 32, 32] → [16, 32, 32]
        new BatchNorm2d { Name = "bn1" },
        new ReLU { Name = "relu" },
        .. Enumerable.Range(0, 3).Select(i => Stage(i, (depth - 2) / 6)), // → [64, 8, 8]
        new AdaptiveAvgPool2d(1) { Name = "avgpool" },
        new Flatten { Name = "flatten" },
        new Linear { Name = "fc" },
    ])
    { Initialization = WeightInitialization.Kaiming };

    private static Block Stage(int index, int blocks) => new(
    [
        TorchvisionResNet.BasicBlock(16 << index, project: index > 0, stride: index > 0 ? 2 : 1),
        .. Enumerable.Range(1, blocks - 1).Select(_ => TorchvisionResNet.BasicBlock(16 << index)),
    ])
    { Name = $"layer{index + 1}" };

    private static ArchitectureEntry Entry(int depth, string description) =>
        new(Name(depth), description, ResNet.Paper, new(3, 32, 32), new(3, 1, 1), () => Create(depth)) { Group = ArchitectureEntry.SmallImages, HasWidths = true };

    private static string Name(int depth) => $"cifar-resnet{depth}";
}
