namespace MlNetCnn;

/// <summary>
/// Liu, Mao, Wu, Feichtenhofer, Darrell, Xie: A ConvNet for the 2020s (2022), as torchvision has it (<c>convnext_tiny</c>): weights' names
/// and layouts are those of its state_dict.
/// </summary>
internal static class ConvNeXt
{
    private const double LargestStochasticDepth = 0.1;

    private static readonly (int Blocks, int Channels)[] Stages = [(3, 96), (3, 192), (9, 384), (3, 768)];

    public static ArchitectureEntry Entry { get; } = ArchitectureEntry.OfTorchvision("convnext-tiny",
        "A convolutional network built as vision transformers are: 7×7 convolutions of each channel alone, layer normalization, GELU.",
        "Liu et al.: A ConvNet for the 2020s, 2022", 224, 32, Create);

    public static Architecture Create() => new("convnext-tiny",
    [
        new Block(
        [
            new Block([new Conv2d(96, 4) { Stride = 4 }, new LayerNorm2d()]), // [3, 224, 224] → [96, 56, 56]
            .. Stages.SelectMany((stage, i) => Stage(i, stage.Blocks, stage.Channels)), // → [768, 7, 7]
        ])
        { Name = "features" },
        new AdaptiveAvgPool2d(1) { Name = "avgpool" },
        new Block([new LayerNorm2d(), new Flatten(), new Linear()]) { Name = "classifier" },
    ])
    { Initialization = WeightInitialization.TruncatedNormal }; // As torchvision's.

    /// <summary>The blocks of a stage, behind what halves height and width, but in the first stage.</summary>
    private static IEnumerable<Block> Stage(int index, int blocks, int channels)
    {
        if (index > 0)
            yield return new Block([new LayerNorm2d(), new Conv2d(channels, 2) { Stride = 2 }]);
        var before = Stages.Take(index).Sum(stage => stage.Blocks);
        yield return new Block([.. Enumerable.Range(before, blocks).Select(number => Block(channels, number))]);
    }

    private static Residual Block(int channels, int number) => new(
    [
        new Block(
        [
            new Conv2d(channels, 7) { Padding = 3, Groups = channels },
            new LayerNorm2d { Name = "2" }, // torchvision's 1 and 6 move the channels behind the pixels and back.
            new Linear(4 * channels) { Name = "3", PerPixel = true },
            new GELU { Name = "4" },
            new Linear(channels) { Name = "5", PerPixel = true },
        ])
        { Name = "block" },
        new LayerScale { Name = "layer_scale" },
        new StochasticDepth(LargestStochasticDepth * number / (Stages.Sum(stage => stage.Blocks) - 1)) { Name = "stochastic_depth" },
    ]);
}
