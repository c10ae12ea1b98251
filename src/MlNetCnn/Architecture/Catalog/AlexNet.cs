namespace MlNetCnn;

/// <summary>
/// Krizhevsky, Sutskever, Hinton: ImageNet classification with deep convolutional neural networks (2012); the book's section 8.1, for
/// gray images.
/// </summary>
internal static class AlexNet
{
    public const string Paper = "Krizhevsky, Sutskever, Hinton: ImageNet classification with deep convolutional neural networks, 2012";

    public static ArchitectureEntry Entry { get; } = new("alexnet",
        "AlexNet as in Dive into Deep Learning: five convolutions, the first of 11×11, with ReLU and max pooling, and three large fully connected layers with dropout.",
        Paper, new(1, 224, 224), new(1, 65, 65), Create)
    { HasWidths = true };

    public static Architecture Create() => new("alexnet",
    [
        new Conv2d(96, 11) { Name = "conv1", Stride = 4, Padding = 1 }, // [1, 224, 224] → [96, 54, 54]
        new ReLU { Name = "relu1" },
        new MaxPool2d(3) { Name = "pool1", Stride = 2 }, // → [96, 26, 26]
        new Conv2d(256, 5) { Name = "conv2", Padding = 2 }, // → [256, 26, 26]
        new ReLU { Name = "relu2" },
        new MaxPool2d(3) { Name = "pool2", Stride = 2 }, // → [256, 12, 12]
        new Conv2d(384, 3) { Name = "conv3", Padding = 1 }, // → [384, 12, 12]
        new ReLU { Name = "relu3" },
        new Conv2d(384, 3) { Name = "conv4", Padding = 1 },
        new ReLU { Name = "relu4" },
        new Conv2d(256, 3) { Name = "conv5", Padding = 1 }, // → [256, 12, 12]
        new ReLU { Name = "relu5" },
        new MaxPool2d(3) { Name = "pool3", Stride = 2 }, // → [256, 5, 5]
        new Flatten { Name = "flatten" }, // → [6400]
        new Linear(4096) { Name = "fc1" },
        new ReLU { Name = "relu6" },
        new Dropout(0.5) { Name = "dropout1" },
        new Linear(4096) { Name = "fc2" },
        new ReLU { Name = "relu7" },
        new Dropout(0.5) { Name = "dropout2" },
        new Linear { Name = "fc3" },
    ])
    { Initialization = WeightInitialization.Xavier }; // As the book's.
}
