namespace MlNetCnn;

/// <summary>The ResNet-18 of ML.NET's image featurizer (Microsoft.ML.DnnImageFeaturizer.ResNet18), which has nine residual blocks instead of eight.</summary>
internal static class ImageNetResNet18
{
    public const string Name = "resnet18-imagenet";

    private static readonly int[] Blocks = [2, 2, 2, 3];

    public static ArchitectureEntry Entry { get; } = new(
        Name, "The ResNet-18 of ML.NET's image featurizer, whose weights come along: stages of 2, 2, 2 and 3 residual blocks.", ResNet.Paper,
        new(3, 224, 224), new(3, 1, 1), Create)
    {
        DefaultClasses = 1000,
        Group = ArchitectureEntry.Pretrained,
    };

    public static Architecture Create() => new(Name,
    [
        new Conv2d(64, 7) { Name = "conv1", Stride = 2, Padding = 3, Bias = false }, // [3, 224, 224] → [64, 112, 112]
        new BatchNorm2d { Name = "bn1" },
        new ReLU { Name = "relu" },
        new MaxPool2d(3) { Name = "maxpool", Stride = 2, Padding = 1 }, // → [64, 56, 56]
        .. Blocks.Select(Stage), // → [512, 7, 7]
        new AdaptiveAvgPool2d(1) { Name = "avgpool" },
        new Flatten { Name = "flatten" },
        new Linear { Name = "fc" },
    ])
    { Initialization = WeightInitialization.Kaiming };

    private static Block Stage(int blocks, int index) => new(
    [
        .. Enumerable.Range(0, blocks).Select(i =>
            TorchvisionResNet.BasicBlock(64 << index, project: index > 0 && i == 0, stride: index > 0 && i == 0 ? 2 : 1)),
    ])
    { Name = $"layer{index + 1}" };
}
