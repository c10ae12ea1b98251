using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>Simonyan, Zisserman: Very deep convolutional networks for large-scale image recognition (2014); the book's section 8.2.</summary>
internal static class Vgg
{
    public const string Paper = "Simonyan, Zisserman: Very deep convolutional networks for large-scale image recognition, 2014";

    private static readonly int[] Widths = [64, 128, 256, 512, 512];

    public static ImmutableArray<ArchitectureEntry> Entries { get; } =
    [
        Entry(11, "Blocks of 3×3 convolutions and pooling, 8 convolutions in all, with three large fully connected layers."),
        Entry(13, "VGG with 10 convolutions, two in every block."),
        Entry(16, "VGG with 13 convolutions, three in each of the last blocks."),
        Entry(19, "VGG with 16 convolutions, four in each of the last blocks."),
    ];

    /// <summary>The paper's depths 11, 13, 16 and 19.</summary>
    public static Architecture Create(int depth) => Create($"vgg{depth}", Blocks(depth));

    /// <summary>The number of convolutions and the channels of each block at one of the paper's depths.</summary>
    public static IReadOnlyList<(int Convolutions, int Channels)> Blocks(int depth)
    {
        int[] convolutions = depth switch
        {
            11 => [1, 1, 2, 2, 2],
            13 => [2, 2, 2, 2, 2],
            16 => [2, 2, 3, 3, 3],
            19 => [2, 2, 4, 4, 4],
            _ => throw new ArgumentOutOfRangeException(nameof(depth), depth,
                "VGG comes in the depths 11, 13, 16 and 19; give Architectures.Vgg blocks of your own for another."),
        };
        return [.. convolutions.Zip(Widths)];
    }

    public static Architecture Create(string name, IReadOnlyList<(int Convolutions, int Channels)> blocks) => new(name,
    [
        .. blocks.Select((block, i) => Stage($"block{i + 1}", block.Convolutions, block.Channels)), // each halves height and width
        new Flatten { Name = "flatten" }, // [512, 7, 7] → [25088]
        new Linear(4096) { Name = "fc1" },
        new ReLU { Name = "relu1" },
        new Dropout(0.5) { Name = "dropout1" },
        new Linear(4096) { Name = "fc2" },
        new ReLU { Name = "relu2" },
        new Dropout(0.5) { Name = "dropout2" },
        new Linear { Name = "fc3" },
    ])
    { Initialization = WeightInitialization.Xavier }; // As the book's; without it the deeper ones do not start.

    private static ArchitectureEntry Entry(int depth, string description) =>
        new($"vgg{depth}", description, Paper, new(1, 224, 224), new(1, 32, 32), () => Create(depth)) { HasWidths = true };

    private static Block Stage(string name, int convolutions, int channels) => new(
    [
        .. Enumerable.Range(1, convolutions).SelectMany<int, Layer>(i =>
        [
            new Conv2d(channels, 3) { Name = $"conv{i}", Padding = 1 },
            new ReLU { Name = $"relu{i}" },
        ]),
        new MaxPool2d(2) { Name = "pool" },
    ])
    { Name = name };
}
