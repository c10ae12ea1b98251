namespace MlNetCnn;

/// <summary>LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition (1998); the book's section 7.6.</summary>
internal static class LeNet
{
    public static Architecture Create() => new("lenet",
    [
        new Conv2d(6, 5) { Name = "conv1", Padding = 2 }, // [1, 28, 28] → [6, 28, 28]
        new Sigmoid { Name = "act1" },
        new AvgPool2d(2) { Name = "pool1" }, // → [6, 14, 14]
        new Conv2d(16, 5) { Name = "conv2" }, // → [16, 10, 10]
        new Sigmoid { Name = "act2" },
        new AvgPool2d(2) { Name = "pool2" }, // → [16, 5, 5]
        new Flatten { Name = "flatten" }, // → [400]
        new Linear(120) { Name = "fc1" },
        new Sigmoid { Name = "act3" },
        new Linear(84) { Name = "fc2" },
        new Sigmoid { Name = "act4" },
        new Linear { Name = "fc3" },
    ])
    { Initialization = WeightInitialization.Xavier };
}
