using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// Howard, Sandler, Chu, Chen and others: Searching for MobileNetV3 (2019), as torchvision has it (<c>mobilenet_v3_small</c>,
/// <c>mobilenet_v3_large</c>): weights' names and layouts are those of its state_dict.
/// </summary>
internal static class MobileNetV3
{
    private const string Paper = "Howard et al.: Searching for MobileNetV3, 2019";

    private static readonly BatchNorm2d Norm = new() { Epsilon = 1e-3, Momentum = 0.01 };

    // The paper's table 2. Each block: kernel, expanded channels, channels out, squeeze-and-excitation, Hardswish rather than ReLU, stride.
    private static readonly (int Kernel, int Expanded, int Channels, bool Squeezes, bool Swishes, int Stride)[] SmallBlocks =
    [
        (3, 16, 16, true, false, 2),
        (3, 72, 24, false, false, 2),
        (3, 88, 24, false, false, 1),
        (5, 96, 40, true, true, 2),
        (5, 240, 40, true, true, 1),
        (5, 240, 40, true, true, 1),
        (5, 120, 48, true, true, 1),
        (5, 144, 48, true, true, 1),
        (5, 288, 96, true, true, 2),
        (5, 576, 96, true, true, 1),
        (5, 576, 96, true, true, 1),
    ];

    // Table 1.
    private static readonly (int Kernel, int Expanded, int Channels, bool Squeezes, bool Swishes, int Stride)[] LargeBlocks =
    [
        (3, 16, 16, false, false, 1),
        (3, 64, 24, false, false, 2),
        (3, 72, 24, false, false, 1),
        (5, 72, 40, true, false, 2),
        (5, 120, 40, true, false, 1),
        (5, 120, 40, true, false, 1),
        (3, 240, 80, false, true, 2),
        (3, 200, 80, false, true, 1),
        (3, 184, 80, false, true, 1),
        (3, 184, 80, false, true, 1),
        (3, 480, 112, true, true, 1),
        (3, 672, 112, true, true, 1),
        (5, 672, 160, true, true, 2),
        (5, 960, 160, true, true, 1),
        (5, 960, 160, true, true, 1),
    ];

    public static ImmutableArray<ArchitectureEntry> Entries { get; } =
    [
        ArchitectureEntry.OfTorchvision("mobilenet-v3-small",
            "The smallest for phones: MobileNetV2's blocks, found by a search, with squeeze-and-excitation and Hardswish.",
            Paper, 224, 1, () => Create("mobilenet-v3-small", SmallBlocks, 1024), hasWidths: true),
        ArchitectureEntry.OfTorchvision("mobilenet-v3-large", "For phones: as the small one, with more and wider blocks.",
            Paper, 224, 1, () => Create("mobilenet-v3-large", LargeBlocks, 1280), hasWidths: true),
    ];

    private static Architecture Create(string name, (int Kernel, int Expanded, int Channels, bool, bool, int)[] blocks, int features) => new(name,
    [
        new Block(
        [
            ConvNorm.Of(16, 3, new Hardswish(), stride: 2, norm: Norm), // [3, 224, 224] → [16, 112, 112]
            .. blocks.Select((block, i) => Block(i == 0 ? 16 : blocks[i - 1].Channels, block)), // → [96 or 160, 7, 7]
            ConvNorm.Of(6 * blocks[^1].Channels, 1, new Hardswish(), norm: Norm),
        ])
        { Name = "features" },
        new AdaptiveAvgPool2d(1) { Name = "avgpool" },
        new Flatten { Name = "flatten" },
        new Block([new Linear(features), new Hardswish(), new Dropout(0.2), new Linear()]) { Name = "classifier" },
    ])
    { Initialization = WeightInitialization.Kaiming }; // As torchvision's convolutions.

    private static Layer Block(int before, (int Kernel, int Expanded, int Channels, bool Squeezes, bool Swishes, int Stride) at)
    {
        Layer activation = at.Swishes ? new Hardswish() : new ReLU();
        var block = new Block(
        [
            .. at.Expanded == before ? LayerList.Empty : [ConvNorm.Of(at.Expanded, 1, activation, norm: Norm)],
            ConvNorm.Of(at.Expanded, at.Kernel, activation, at.Stride, groups: at.Expanded, Norm),
            .. at.Squeezes ? [SqueezeExcitation.Of(at.Expanded, Eights.Nearest(at.Expanded / 4), new ReLU(), new Hardsigmoid())] : LayerList.Empty,
            ConvNorm.Of(at.Channels, 1, norm: Norm),
        ])
        { Name = "block" };
        return at.Stride == 1 && at.Channels == before ? new Residual([block]) : new Block([block]);
    }
}
