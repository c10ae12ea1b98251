namespace MlNetCnn;

/// <summary>
/// Krizhevsky: One weird trick for parallelizing convolutional neural networks (2014), as torchvision has it (<c>torchvision.models.alexnet</c>):
/// weights' names and layouts are those of its state_dict.
/// </summary>
internal static class TorchvisionAlexNet
{
    public static ArchitectureEntry Entry { get; } = ArchitectureEntry.OfTorchvision("torchvision-alexnet",
        "torchvision's AlexNet, for its published weights: narrower convolutions than the book's and an adaptive pooling before the fully connected layers.",
        "Krizhevsky: One weird trick for parallelizing convolutional neural networks, 2014", 224, 63, Create);

    public static Architecture Create() => new("torchvision-alexnet",
    [
        // Unnamed layers are called by their position, as in torchvision: features.0, features.3, …
        new Block(
        [
            new Conv2d(64, 11) { Stride = 4, Padding = 2 }, // [3, 224, 224] → [64, 55, 55]
            new ReLU(),
            new MaxPool2d(3) { Stride = 2 }, // → [64, 27, 27]
            new Conv2d(192, 5) { Padding = 2 }, // → [192, 27, 27]
            new ReLU(),
            new MaxPool2d(3) { Stride = 2 }, // → [192, 13, 13]
            new Conv2d(384, 3) { Padding = 1 }, // → [384, 13, 13]
            new ReLU(),
            new Conv2d(256, 3) { Padding = 1 }, // → [256, 13, 13]
            new ReLU(),
            new Conv2d(256, 3) { Padding = 1 },
            new ReLU(),
            new MaxPool2d(3) { Stride = 2 }, // → [256, 6, 6]
        ])
        { Name = "features" },
        new AdaptiveAvgPool2d(6) { Name = "avgpool" },
        new Flatten { Name = "flatten" }, // → [9216]
        new Block(
        [
            new Dropout(0.5),
            new Linear(4096),
            new ReLU(),
            new Dropout(0.5),
            new Linear(4096),
            new ReLU(),
            new Linear(),
        ])
        { Name = "classifier" },
    ]); // torchvision leaves the weights as PyTorch starts them, which is the default.
}
