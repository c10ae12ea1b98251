namespace MlNetCnn;

/// <summary>
/// Page: How to train your ResNet (2018), the network of its entry to the DAWNBench competition, a quarter as wide and ending in average
/// pooling, so that it takes images of any size.
/// </summary>
internal static class ResNet9
{
    public static ArchitectureEntry Entry { get; } = new("resnet9",
        "A small network that trains fast on small images: nine layers with weights, two residual blocks, 16 to 128 channels.",
        "Page: How to train your ResNet (DAWNBench), 2018", new(3, 32, 32), new(3, 8, 8), Create)
    { Group = ArchitectureEntry.SmallImages, HasWidths = true };

    public static Architecture Create() => new("resnet9",
    [
        Conv(16, "prep"), // [3, 32, 32] → [16, 32, 32]
        Halving(32, "layer1"), // → [32, 16, 16]
        Residual(32, "residual1"),
        Halving(64, "layer2"), // → [64, 8, 8]
        Halving(128, "layer3"), // → [128, 4, 4]
        Residual(128, "residual3"),
        new AdaptiveAvgPool2d(1) { Name = "avgpool" },
        new Flatten { Name = "flatten" },
        new Linear { Name = "fc" },
    ])
    { Initialization = WeightInitialization.Kaiming };

    private static Block Conv(int channels, string name) => ConvNorm.Of(channels, 3, new ReLU(), name: name);

    private static Block Halving(int channels, string name) => new([Conv(channels, "conv"), new MaxPool2d(2) { Name = "pool" }]) { Name = name };

    private static Residual Residual(int channels, string name) => new([Conv(channels, "conv1"), Conv(channels, "conv2")]) { Name = name };
}
