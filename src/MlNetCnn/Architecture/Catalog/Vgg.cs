namespace MlNetCnn;

/// <summary>Simonyan, Zisserman: Very deep convolutional networks for large-scale image recognition (2014); the book's section 8.2.</summary>
internal static class Vgg
{
    private static readonly int[] Widths = [64, 128, 256, 512, 512];

    /// <summary>The paper's depths 11, 13, 16 and 19, with the convolutions' channels divided by <paramref name="widthDivisor"/>.</summary>
    public static Architecture Create(int depth, int widthDivisor = 1)
    {
        int[] convolutions = depth switch
        {
            11 => [1, 1, 2, 2, 2],
            13 => [2, 2, 2, 2, 2],
            16 => [2, 2, 3, 3, 3],
            19 => [2, 2, 4, 4, 4],
            _ => throw new ArgumentOutOfRangeException(nameof(depth), depth, "VGG comes in the depths 11, 13, 16 and 19; give Architectures.Vgg blocks of your own for another."),
        };
        var name = widthDivisor == 1 ? $"vgg{depth}" : $"vgg{depth}/{widthDivisor}";
        return Create(name, [.. convolutions.Zip(Widths, (n, width) => (n, width / widthDivisor))]);
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
    { Initialization = WeightInitialization.Xavier };

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
