namespace MlNetCnn;

/// <summary>Lin, Chen, Yan: Network in network (2013); the book's section 8.3.</summary>
internal static class NiN
{
    public static ArchitectureEntry Entry { get; } = new("nin",
        "Network in network: each convolution is followed by two of 1×1, and the mean of one feature map a class replaces the fully connected layers.",
        "Lin, Chen, Yan: Network in network, 2013", new(1, 224, 224), new(1, 67, 67), Create)
    { HasWidths = true };

    public static Architecture Create() => new("nin",
    [
        Block("block1", 96, kernel: 11, stride: 4, padding: 0), // [1, 224, 224] → [96, 54, 54]
        new MaxPool2d(3) { Name = "pool1", Stride = 2 }, // → [96, 26, 26]
        Block("block2", 256, kernel: 5, stride: 1, padding: 2), // → [256, 26, 26]
        new MaxPool2d(3) { Name = "pool2", Stride = 2 }, // → [256, 12, 12]
        Block("block3", 384, kernel: 3, stride: 1, padding: 1), // → [384, 12, 12]
        new MaxPool2d(3) { Name = "pool3", Stride = 2 }, // → [384, 5, 5]
        new Dropout(0.5) { Name = "dropout" },
        Block("block4", channels: null, kernel: 3, stride: 1, padding: 1), // → [classes, 5, 5]
        new AdaptiveAvgPool2d(1) { Name = "pool4" }, // → [classes, 1, 1]
        new Flatten { Name = "flatten" },
    ])
    { Initialization = WeightInitialization.Xavier }; // As the book's.

    private static Block Block(string name, int? channels, int kernel, int stride, int padding) => new(
    [
        new Conv2d(channels, kernel) { Name = "conv1", Stride = stride, Padding = padding },
        new ReLU { Name = "relu1" },
        new Conv2d(channels, 1) { Name = "conv2" },
        new ReLU { Name = "relu2" },
        new Conv2d(channels, 1) { Name = "conv3" },
        new ReLU { Name = "relu3" },
    ])
    { Name = name };
}
