using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition (1998); the book's section 7.6.</summary>
internal static class LeNet
{
    private const string Paper = "LeCun et al.: Gradient-based learning applied to document recognition, 1998";

    public static ImmutableArray<ArchitectureEntry> Entries { get; } =
    [
        new("lenet", "LeNet as in Dive into Deep Learning: two convolutions with sigmoids and average pooling, three fully connected layers.",
            Paper, new(1, 28, 28), new(1, 12, 12), Create),
        new("lenet-relu", "LeNet as one would write it today: ReLU for the sigmoids, max pooling for the averages; it trains faster and further.",
            Paper, new(1, 28, 28), new(1, 12, 12), CreateRelu),
    ];

    public static Architecture Create() => Create("lenet", new Sigmoid(), new AvgPool2d(2));

    public static Architecture CreateRelu() => Create("lenet-relu", new ReLU(), new MaxPool2d(2));

    private static Architecture Create(string name, Layer activation, Layer pool) => new(name,
    [
        new Conv2d(6, 5) { Name = "conv1", Padding = 2 }, // [1, 28, 28] → [6, 28, 28]
        activation with { Name = "act1" },
        pool with { Name = "pool1" }, // → [6, 14, 14]
        new Conv2d(16, 5) { Name = "conv2" }, // → [16, 10, 10]
        activation with { Name = "act2" },
        pool with { Name = "pool2" }, // → [16, 5, 5]
        new Flatten { Name = "flatten" }, // → [400]
        new Linear(120) { Name = "fc1" },
        activation with { Name = "act3" },
        new Linear(84) { Name = "fc2" },
        activation with { Name = "act4" },
        new Linear { Name = "fc3" },
    ])
    { Initialization = WeightInitialization.Xavier }; // As the book's; sigmoids learn nothing from PyTorch's smaller start.
}
