namespace MlNetCnn;

/// <summary>
/// Sandler, Howard, Zhu, Zhmoginov, Chen: MobileNetV2: Inverted residuals and linear bottlenecks (2018), as torchvision has it
/// (<c>mobilenet_v2</c>): weights' names and layouts are those of its state_dict.
/// </summary>
internal static class MobileNetV2
{
    // The paper's table 2.
    private static readonly (int Expansion, int Channels, int Blocks, int Stride)[] Stages =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    public static ArchitectureEntry Entry { get; } = ArchitectureEntry.OfTorchvision("mobilenet-v2",
        "For phones: residual blocks that are narrow at both ends and wide inside, where a 3×3 convolution works on each channel alone.",
        "Sandler et al.: MobileNetV2: Inverted residuals and linear bottlenecks, 2018", 224, 1, Create, hasWidths: true);

    public static Architecture Create() => new("mobilenet-v2",
    [
        new Block(
        [
            ConvNorm.Of(32, 3, new ReLU6(), stride: 2), // [3, 224, 224] → [32, 112, 112]
            .. Blocks(), // → [320, 7, 7]
            ConvNorm.Of(1280, 1, new ReLU6()), // → [1280, 7, 7]
        ])
        { Name = "features" },
        new AdaptiveAvgPool2d(1) { Name = "avgpool" },
        new Flatten { Name = "flatten" },
        new Block([new Dropout(0.2), new Linear()]) { Name = "classifier" },
    ])
    { Initialization = WeightInitialization.Kaiming }; // As torchvision's convolutions.

    private static IEnumerable<Layer> Blocks()
    {
        var before = 32;
        foreach (var (expansion, channels, blocks, stride) in Stages)
        {
            for (var i = 0; i < blocks; i++)
            {
                yield return InvertedResidual(before, channels, expansion, i == 0 ? stride : 1);
                before = channels;
            }
        }
    }

    /// <summary>1×1 to the expanded width, 3×3 on each channel alone, 1×1 back without activation.</summary>
    private static Layer InvertedResidual(int before, int channels, int expansion, int stride)
    {
        var expanded = before * expansion;
        var conv = new Block(
        [
            .. expansion == 1 ? LayerList.Empty : [ConvNorm.Of(expanded, 1, new ReLU6())],
            ConvNorm.Of(expanded, 3, new ReLU6(), stride, groups: expanded),
            new Conv2d(channels, 1) { Bias = false },
            new BatchNorm2d(),
        ])
        { Name = "conv" };
        return stride == 1 && channels == before ? new Residual([conv]) : new Block([conv]);
    }
}
