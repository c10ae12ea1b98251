namespace MlNetCnn;

/// <summary>
/// Ma, Zhang, Zheng, Sun: ShuffleNet V2: Practical guidelines for efficient CNN architecture design (2018), as torchvision has it
/// (<c>shufflenet_v2_x1_0</c>): weights' names and layouts are those of its state_dict.
/// </summary>
internal static class ShuffleNetV2
{
    public static ArchitectureEntry Entry { get; } = ArchitectureEntry.OfTorchvision("shufflenet-v2",
        "For phones, of width 1.0: each block leaves half of the channels as they are, convolves the others and shuffles both together.",
        "Ma et al.: ShuffleNet V2: Practical guidelines for efficient CNN architecture design, 2018", 224, 1, Create, alias: "shufflenet_v2_x1_0");

    public static Architecture Create() => new("shufflenet-v2",
    [
        ConvNorm.Of(24, 3, new ReLU(), stride: 2, name: "conv1"), // [3, 224, 224] → [24, 112, 112]
        new MaxPool2d(3) { Name = "maxpool", Stride = 2, Padding = 1 }, // → [24, 56, 56]
        Stage("stage2", 4, 24, 116), // → [116, 28, 28]
        Stage("stage3", 8, 116, 232), // → [232, 14, 14]
        Stage("stage4", 4, 232, 464), // → [464, 7, 7]
        ConvNorm.Of(1024, 1, new ReLU(), name: "conv5"), // → [1024, 7, 7]
        new AdaptiveAvgPool2d(1) { Name = "avgpool" },
        new Flatten { Name = "flatten" },
        new Linear { Name = "fc" },
    ]); // torchvision leaves the weights as PyTorch starts them, which is the default.

    private static Block Stage(string name, int units, int before, int channels) =>
        new([Halving(before, channels / 2), .. Enumerable.Range(1, units - 1).Select(_ => Splitting(channels / 2))]) { Name = name };

    /// <summary>Both branches see all channels and halve height and width.</summary>
    private static Block Halving(int before, int half) => Unit(
        new Block(
        [
            new Conv2d(before, 3) { Stride = 2, Padding = 1, Groups = before, Bias = false },
            new BatchNorm2d(),
            new Conv2d(half, 1) { Bias = false },
            new BatchNorm2d(),
            new ReLU(),
        ])
        { Name = "branch1" },
        Branch2(half, stride: 2));

    /// <summary>The first half of the channels stays as it is.</summary>
    private static Block Splitting(int half) => Unit(
        new ChannelSlice(0, half) { Name = "first_half" },
        new Block([new ChannelSlice(half, half) { Name = "second_half" }, Branch2(half, stride: 1)]) { Inline = true });

    private static Block Unit(Layer first, Layer second) => new([new Concat([first, second]) { Inline = true }, new ChannelShuffle(2) { Name = "shuffle" }]);

    private static Block Branch2(int half, int stride) => new(
    [
        new Conv2d(half, 1) { Bias = false },
        new BatchNorm2d(),
        new ReLU(),
        new Conv2d(half, 3) { Stride = stride, Padding = 1, Groups = half, Bias = false },
        new BatchNorm2d(),
        new Conv2d(half, 1) { Bias = false },
        new BatchNorm2d(),
        new ReLU(),
    ])
    { Name = "branch2" };
}
