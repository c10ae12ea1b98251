namespace MlNetCnn;

/// <summary>
/// Iandola, Han, Moskewicz, Ashraf, Dally, Keutzer: SqueezeNet: AlexNet-level accuracy with 50x fewer parameters (2016), its version 1.1,
/// as torchvision has it (<c>squeezenet1_1</c>): weights' names and layouts are those of its state_dict.
/// </summary>
internal static class SqueezeNet
{
    public static ArchitectureEntry Entry { get; } = ArchitectureEntry.OfTorchvision("squeezenet",
        "SqueezeNet 1.1, with few weights and no batch norm: 1×1 convolutions narrow the channels before 1×1 and 3×3 ones widen them.",
        "Iandola et al.: SqueezeNet: AlexNet-level accuracy with 50x fewer parameters, 2016", 224, 17, Create, hasWidths: true, alias: "squeezenet1_1");

    public static Architecture Create() => new("squeezenet",
    [
        new Block(
        [
            new Conv2d(64, 3) { Stride = 2 }, // [3, 224, 224] → [64, 111, 111]
            new ReLU(),
            Pool(), // → [64, 55, 55]
            Fire(16, 64),
            Fire(16, 64), // → [128, 55, 55]
            Pool(), // → [128, 27, 27]
            Fire(32, 128),
            Fire(32, 128), // → [256, 27, 27]
            Pool(), // → [256, 13, 13]
            Fire(48, 192),
            Fire(48, 192),
            Fire(64, 256),
            Fire(64, 256), // → [512, 13, 13]
        ])
        { Name = "features" },
        new Block([new Dropout(0.5), new Conv2d(null, 1), new ReLU(), new AdaptiveAvgPool2d(1)]) { Name = "classifier" }, // → [classes, 1, 1]
        new Flatten { Name = "flatten" },
    ])
    { Initialization = WeightInitialization.Kaiming };

    private static MaxPool2d Pool() => new(3) { Stride = 2, CeilMode = true };

    /// <summary>1×1 to the squeezed width; from there 1×1 and 3×3 side by side, joined.</summary>
    private static Block Fire(int squeezed, int expanded) => new(
    [
        new Conv2d(squeezed, 1) { Name = "squeeze" },
        new ReLU { Name = "squeeze_activation" },
        new Concat([Expand("expand1x1", expanded, 1), Expand("expand3x3", expanded, 3)]) { Inline = true }, // → [2 · expanded, H, W]
    ]);

    private static Block Expand(string name, int channels, int kernel) => new(
    [
        new Conv2d(channels, kernel) { Name = name, Padding = kernel / 2 },
        new ReLU { Name = $"{name}_activation" },
    ])
    { Inline = true };
}
