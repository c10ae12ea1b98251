using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// Tan, Le: EfficientNet: Rethinking model scaling for convolutional neural networks (2019), as torchvision has it (<c>efficientnet_b0</c>
/// and so on): weights' names and layouts are those of its state_dict.
/// </summary>
internal static class EfficientNet
{
    private const string Paper = "Tan, Le: EfficientNet: Rethinking model scaling for convolutional neural networks, 2019";

    private const double LargestStochasticDepth = 0.2;

    // The paper's table 1.
    private static readonly (int Expansion, int Kernel, int Stride, int Channels, int Blocks)[] Stages =
        [(1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3), (6, 5, 1, 112, 3), (6, 5, 2, 192, 4), (6, 3, 1, 320, 1)];

    public static ImmutableArray<ArchitectureEntry> Entries { get; } =
    [
        Entry(0, 224, "MobileNetV2's blocks with squeeze-and-excitation, SiLU and stochastic depth, found by a search.", 1, 1, 0.2),
        Entry(1, 240, "EfficientNet-B0 with a tenth more blocks, for larger images.", 1, 1.1, 0.2),
        Entry(2, 288, "EfficientNet-B0 with a tenth more channels and a fifth more blocks, for larger images.", 1.1, 1.2, 0.3),
    ];

    private static Architecture Create(string name, double width, double depth, double dropout) => new(name,
    [
        new Block(
        [
            ConvNorm.Of(Channels(32, width), 3, new SiLU(), stride: 2), // [3, 224, 224] → [32, 112, 112]
            .. StagesOf(width, depth), // → [320, 7, 7]
            ConvNorm.Of(4 * Channels(320, width), 1, new SiLU()), // → [1280, 7, 7]
        ])
        { Name = "features" },
        new AdaptiveAvgPool2d(1) { Name = "avgpool" },
        new Flatten { Name = "flatten" },
        new Block([new Dropout(dropout), new Linear()]) { Name = "classifier" },
    ])
    { Initialization = WeightInitialization.Kaiming }; // As torchvision's convolutions.

    private static IEnumerable<Block> StagesOf(double width, double depth)
    {
        var (before, done) = (Channels(32, width), 0);
        var all = Stages.Sum(stage => Blocks(stage.Blocks, depth));
        foreach (var (expansion, kernel, stride, basis, count) in Stages)
        {
            var channels = Channels(basis, width);
            var blocks = new List<Layer>();
            for (var i = 0; i < Blocks(count, depth); i++, before = channels, done++)
                blocks.Add(Block(before, channels, expansion, kernel, i == 0 ? stride : 1, LargestStochasticDepth * done / all));
            yield return new Block([.. blocks]);
        }
    }

    /// <summary>1×1 to the expanded width, a convolution of each channel alone, squeeze-and-excitation, 1×1 back without activation.</summary>
    private static Layer Block(int before, int channels, int expansion, int kernel, int stride, double stochasticDepth)
    {
        var expanded = before * expansion;
        var block = new Block(
        [
            .. expansion == 1 ? LayerList.Empty : [ConvNorm.Of(expanded, 1, new SiLU())],
            ConvNorm.Of(expanded, kernel, new SiLU(), stride, groups: expanded),
            SqueezeExcitation.Of(expanded, before / 4, new SiLU(), new Sigmoid()),
            ConvNorm.Of(channels, 1),
        ])
        { Name = "block" };
        return stride == 1 && channels == before
            ? new Residual([block, new StochasticDepth(stochasticDepth) { Name = "stochastic_depth" }])
            : new Block([block]);
    }

    private static int Channels(int basis, double width) => Eights.Nearest(basis * width);

    private static int Blocks(int basis, double depth) => (int)Math.Ceiling(basis * depth);

    private static ArchitectureEntry Entry(int number, int side, string description, double width, double depth, double dropout) =>
        ArchitectureEntry.OfTorchvision($"efficientnet-b{number}", description, Paper, side, 1,
            () => Create($"efficientnet-b{number}", width, depth, dropout), hasWidths: true);
}
