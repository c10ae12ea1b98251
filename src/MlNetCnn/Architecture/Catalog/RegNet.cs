using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// Radosavovic, Kosaraju, Girshick, He, Dollár: Designing network design spaces (2020), as torchvision has it (<c>regnet_x_400mf</c>,
/// <c>regnet_y_400mf</c>): weights' names and layouts are those of its state_dict.
/// </summary>
internal static class RegNet
{
    private const string Paper = "Radosavovic et al.: Designing network design spaces, 2020";

    public static ImmutableArray<ArchitectureEntry> Entries { get; } =
    [
        ArchitectureEntry.OfTorchvision("regnet-x-400mf", "Residual blocks of grouped convolutions whose widths follow a line, 0.4 billion multiply-accumulates.",
            Paper, 224, 1, () => Create("regnet-x-400mf", [(1, 32), (2, 64), (7, 160), (12, 400)], groupWidth: 16)),
        ArchitectureEntry.OfTorchvision("regnet-y-400mf", "RegNetX with squeeze-and-excitation, as costly with fewer parameters.",
            Paper, 224, 1, () => Create("regnet-y-400mf", [(1, 48), (3, 104), (6, 208), (6, 440)], groupWidth: 8, squeezes: true)),
    ];

    private static Architecture Create(string name, (int Blocks, int Channels)[] stages, int groupWidth, bool squeezes = false) => new(name,
    [
        ConvNorm.Of(32, 3, new ReLU(), stride: 2, name: "stem"), // [3, 224, 224] → [32, 112, 112]
        new Block(
        [
            .. stages.Select((stage, i) => Stage(i + 1, stage.Blocks, i == 0 ? 32 : stages[i - 1].Channels, stage.Channels, groupWidth, squeezes)),
        ])
        { Name = "trunk_output" }, // → [400 or 440, 7, 7]
        new AdaptiveAvgPool2d(1) { Name = "avgpool" },
        new Flatten { Name = "flatten" },
        new Linear { Name = "fc" },
    ])
    { Initialization = WeightInitialization.Kaiming };

    private static Block Stage(int number, int blocks, int before, int channels, int groupWidth, bool squeezes) => new(
    [
        .. Enumerable.Range(0, blocks).Select(i => Block($"block{number}-{i}", i == 0 ? before : channels, channels, i == 0 ? 2 : 1, groupWidth, squeezes)),
    ])
    { Name = $"block{number}" };

    /// <summary>1×1, 3×3 in groups, squeeze-and-excitation down to a quarter of the channels that come in, 1×1.</summary>
    private static Residual Block(string name, int before, int channels, int stride, int groupWidth, bool squeezes) => new(
    [
        new Block(
        [
            ConvNorm.Of(channels, 1, new ReLU(), name: "a"),
            ConvNorm.Of(channels, 3, new ReLU(), stride, groups: channels / groupWidth, name: "b"),
            .. squeezes ? [SqueezeExcitation.Of(channels, before / 4, new ReLU(), new Sigmoid(), "se")] : LayerList.Empty,
            ConvNorm.Of(channels, 1, name: "c"),
        ])
        { Name = "f" },
    ])
    {
        Name = name,
        Shortcut = stride == 1 && before == channels ? LayerList.Empty : [ConvNorm.Of(channels, 1, stride: stride, name: "proj")],
        Activation = new ReLU { Name = "activation" },
    };
}
