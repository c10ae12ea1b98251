namespace MlNetCnn;

/// <summary>He, Zhang, Ren, Sun: Deep residual learning for image recognition (2015); the book's section 8.6, whose blocks keep the convolutions' biases.</summary>
internal static class ResNet
{
    public static Architecture Create(int depth)
    {
        int[] blocks = depth switch
        {
            18 => [2, 2, 2, 2],
            34 => [3, 4, 6, 3],
            _ => throw new ArgumentOutOfRangeException(nameof(depth), depth, "The book's ResNet comes in the depths 18 and 34."),
        };
        return new Architecture($"resnet{depth}",
        [
            new Block(
            [
                new Conv2d(64, 7) { Name = "conv", Stride = 2, Padding = 3 }, // [1, 96, 96] → [64, 48, 48]
                new BatchNorm2d { Name = "bn" },
                new ReLU { Name = "relu" },
                new MaxPool2d(3) { Name = "pool", Stride = 2, Padding = 1 }, // → [64, 24, 24]
            ])
            { Name = "stem" },
            .. blocks.Select((count, i) => Stage($"stage{i + 1}", count, 64 << i, first: i == 0)), // → [512, 3, 3]
            new Block(
            [
                new AdaptiveAvgPool2d(1) { Name = "pool" }, // → [512, 1, 1]
                new Flatten { Name = "flatten" },
                new Linear { Name = "fc" },
            ])
            { Name = "head" },
        ])
        { Initialization = WeightInitialization.Xavier };
    }

    /// <summary>The book's residual block: two 3×3 convolutions, the shortcut a 1×1 convolution where the shape changes.</summary>
    public static Residual Block(int channels, bool project = false, int stride = 1) => new(
    [
        new Conv2d(channels, 3) { Name = "conv1", Padding = 1, Stride = stride },
        new BatchNorm2d { Name = "bn1" },
        new ReLU { Name = "relu1" },
        new Conv2d(channels, 3) { Name = "conv2", Padding = 1 },
        new BatchNorm2d { Name = "bn2" },
    ])
    {
        Shortcut = project ? [new Conv2d(channels, 1) { Name = "conv3", Stride = stride }] : LayerList.Empty,
        Activation = new ReLU { Name = "relu2" },
    };

    private static Block Stage(string name, int blocks, int channels, bool first) => new(
    [
        .. Enumerable.Range(0, blocks).Select(i => i == 0 && !first ? Block(channels, project: true, stride: 2) : Block(channels)),
    ])
    { Name = name };
}
