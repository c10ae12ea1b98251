namespace MlNetCnn;

/// <summary>The ResNet-18 of ML.NET's image featurizer: trained on ImageNet with CNTK, without a head, nine residual blocks instead of eight.</summary>
internal static class ImageNetResNet18
{
    public const string Name = "resnet18-imagenet";

    // Red, green, blue of the mean image, averaged over its pixels, whose standard deviations are 3.3, 4.9 and 5.9.
    private static readonly float[] Mean = [123.15163f, 115.902885f, 103.06262f];

    private static readonly int[] Blocks = [2, 2, 2, 3];

    public static PretrainedEntry Entry { get; } = new(
        Name, Create(), "The ResNet-18 of ML.NET's image featurizer, trained on ImageNet; it has no head of its own.",
        "MIT", "https://www.nuget.org/packages/Microsoft.ML.DnnImageFeaturizer.ResNet18")
    {
        Side = 224,
        Preprocessing = new() { Mean = [.. Mean.Select(m => m / 255)], Std = [1f / 255, 1f / 255, 1f / 255] },
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

    /// <summary>Reads the weights from the file that the package brings along, whose first convolution takes blue, green, red.</summary>
    /// <exception cref="FileNotFoundException">The app does not bring the file.</exception>
    public static Weights Load()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "DnnImageModels", "ResNet18Onnx", "ResNet18.onnx");
        if (!File.Exists(file))
            throw new FileNotFoundException($"The weights {Name} are not beside this app: add the package MlNetCnn.Pretrained to its project.", file);
        var read = OnnxNetwork.Read(file, new OnnxClassifierOptions(), classNames: null).Model;
        var names = Create().Plan(read.Plan.Input, classes: 2).Tensors.Select(t => t.Name);
        return new(names.Zip(read.Plan.Tensors, (name, tensor) => KeyValuePair.Create(name, read.Weights[tensor.Name]))
            .Select((tensor, i) => i == 0 ? KeyValuePair.Create(tensor.Key, WithChannelsReversed(tensor.Value)) : tensor));
    }

    private static WeightTensor WithChannelsReversed(WeightTensor kernels)
    {
        var (channels, area) = (kernels.Shape.Dimensions[1], kernels.Shape.Dimensions[2] * kernels.Shape.Dimensions[3]);
        var reversed = new float[kernels.Values.Length];
        for (var plane = 0; plane < reversed.Length / area; plane++)
        {
            var channel = plane % channels;
            kernels.Values.Slice(plane * area, area).CopyTo(reversed.AsMemory((plane - channel + channels - 1 - channel) * area));
        }
        return new(kernels.Shape, reversed);
    }

    private static Block Stage(int blocks, int index) => new(
    [
        .. Enumerable.Range(0, blocks).Select(i =>
            TorchvisionResNet.BasicBlock(64 << index, project: index > 0 && i == 0, stride: index > 0 && i == 0 ? 2 : 1)),
    ])
    { Name = $"layer{index + 1}" };
}
