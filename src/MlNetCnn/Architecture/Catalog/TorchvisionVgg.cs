using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// Simonyan, Zisserman: Very deep convolutional networks for large-scale image recognition (2014), as torchvision has it
/// (<c>torchvision.models.vgg16</c>, <c>vgg11_bn</c> and so on): weights' names and layouts are those of its state_dict.
/// </summary>
internal static class TorchvisionVgg
{
    public static ImmutableArray<ArchitectureEntry> Entries { get; } =
    [
        Entry(11, batchNorm: true, "torchvision's VGG-11 with batch norm behind each convolution, for its published weights."),
        Entry(16, batchNorm: false, "torchvision's VGG-16, for its published weights."),
    ];

    public static Architecture Create(int depth, bool batchNorm) => new(Name(depth, batchNorm),
    [
        // Unnamed layers are called by their position, as in torchvision: features.0, classifier.3, …
        new Block([.. Vgg.Blocks(depth).SelectMany(block => Features(block.Convolutions, block.Channels, batchNorm))]) { Name = "features" }, // → [512, 7, 7]
        new AdaptiveAvgPool2d(7) { Name = "avgpool" },
        new Flatten { Name = "flatten" }, // → [25088]
        new Block(
        [
            new Linear(4096),
            new ReLU(),
            new Dropout(0.5),
            new Linear(4096),
            new ReLU(),
            new Dropout(0.5),
            new Linear(),
        ])
        { Name = "classifier" },
    ])
    { Initialization = WeightInitialization.Kaiming }; // As torchvision's convolutions; its linear layers start a little smaller than ours.

    private static IEnumerable<Layer> Features(int convolutions, int channels, bool batchNorm)
    {
        for (var i = 0; i < convolutions; i++)
        {
            yield return new Conv2d(channels, 3) { Padding = 1 };
            if (batchNorm)
                yield return new BatchNorm2d();
            yield return new ReLU();
        }
        yield return new MaxPool2d(2); // halves height and width
    }

    private static ArchitectureEntry Entry(int depth, bool batchNorm, string description) =>
        ArchitectureEntry.OfTorchvision(Name(depth, batchNorm), description, Vgg.Paper, 224, 32, () => Create(depth, batchNorm));

    private static string Name(int depth, bool batchNorm) => $"torchvision-vgg{depth}{(batchNorm ? "-bn" : "")}";
}
