namespace MlNetCnn;

/// <summary>Szegedy et al.: Going deeper with convolutions (2014); the book's section 8.4, without the auxiliary classifiers.</summary>
internal static class GoogLeNet
{
    public static ArchitectureEntry Entry { get; } = new("googlenet",
        "GoogLeNet: nine Inception blocks, each looking at its input through windows of 1×1, 3×3 and 5×5 and a pooling side by side.",
        "Szegedy et al.: Going deeper with convolutions, 2014", new(1, 96, 96), new(1, 1, 1), Create)
    { HasWidths = true };

    public static Architecture Create() => new("googlenet",
    [
        Stage("stage1", [new Conv2d(64, 7) { Name = "conv", Stride = 2, Padding = 3 }, new ReLU { Name = "relu" }, Pool()]), // [1, 96, 96] → [64, 24, 24]
        Stage("stage2", [.. Convolution(64, 1, "1"), .. Convolution(192, 3, "2"), Pool()]), // → [192, 12, 12]
        Stage("stage3",
        [
            Inception(64, (96, 128), (16, 32), 32), // → [256, 12, 12]
            Inception(128, (128, 192), (32, 96), 64), // → [480, 12, 12]
            Pool(), // → [480, 6, 6]
        ]),
        Stage("stage4",
        [
            Inception(192, (96, 208), (16, 48), 64), // → [512, 6, 6]
            Inception(160, (112, 224), (24, 64), 64), // → [512, 6, 6]
            Inception(128, (128, 256), (24, 64), 64), // → [512, 6, 6]
            Inception(112, (144, 288), (32, 64), 64), // → [528, 6, 6]
            Inception(256, (160, 320), (32, 128), 128), // → [832, 6, 6]
            Pool(), // → [832, 3, 3]
        ]),
        Stage("stage5",
        [
            Inception(256, (160, 320), (32, 128), 128), // → [832, 3, 3]
            Inception(384, (192, 384), (48, 128), 128), // → [1024, 3, 3]
        ]),
        ResNet.Head(), // → [1024, 1, 1] → [classes]
    ])
    { Initialization = WeightInitialization.Xavier }; // As the book's.

    /// <summary>
    /// Four branches of the same height and width, joined along the channels; the 1×1 convolutions before the larger windows, and
    /// behind the pooling, keep the work small.
    /// </summary>
    private static Concat Inception(int one, (int Reduced, int Out) three, (int Reduced, int Out) five, int pooled) => new(
    [
        Stage("branch1", Convolution(one, 1)),
        Stage("branch2", [.. Convolution(three.Reduced, 1, "1"), .. Convolution(three.Out, 3, "2")]),
        Stage("branch3", [.. Convolution(five.Reduced, 1, "1"), .. Convolution(five.Out, 5, "2")]),
        Stage("branch4", [new MaxPool2d(3) { Name = "pool", Stride = 1, Padding = 1 }, .. Convolution(pooled, 1)]),
    ]);

    /// <summary>A convolution that keeps height and width, and its ReLU.</summary>
    private static LayerList Convolution(int channels, int kernel, string number = "") =>
        [new Conv2d(channels, kernel) { Name = $"conv{number}", Padding = kernel / 2 }, new ReLU { Name = $"relu{number}" }];

    /// <summary>Halves height and width, rounding up.</summary>
    private static MaxPool2d Pool() => new(3) { Name = "pool", Stride = 2, Padding = 1 };

    private static Block Stage(string name, LayerList layers) => new(layers) { Name = name };
}
