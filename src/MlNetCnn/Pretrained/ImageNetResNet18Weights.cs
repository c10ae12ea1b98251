namespace MlNetCnn;

/// <summary>The weights of the ResNet-18 of ML.NET's image featurizer: trained on ImageNet with CNTK, without a head.</summary>
internal static class ImageNetResNet18Weights
{
    // Red, green, blue of the mean image, averaged over its pixels, whose standard deviations are 3.3, 4.9 and 5.9.
    private static readonly float[] Mean = [123.15163f, 115.902885f, 103.06262f];

    public static PretrainedEntry Entry { get; } = new(
        ImageNetResNet18.Name, ImageNetResNet18.Create(), "The ResNet-18 of ML.NET's image featurizer, trained on ImageNet; it has no head of its own.",
        "MIT", "https://www.nuget.org/packages/Microsoft.ML.DnnImageFeaturizer.ResNet18")
    {
        Side = 224,
        Preprocessing = new() { Mean = [.. Mean.Select(m => m / 255)], Std = [1f / 255, 1f / 255, 1f / 255] },
    };

    /// <summary>Reads the weights from the file that the package brings along, whose first convolution takes blue, green, red.</summary>
    /// <exception cref="FileNotFoundException">The app does not bring the file.</exception>
    public static Weights Load()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "DnnImageModels", "ResNet18Onnx", "ResNet18.onnx");
        if (!File.Exists(file))
            throw new FileNotFoundException($"The weights {ImageNetResNet18.Name} are not beside this app: add the package MlNetCnn.Pretrained to its project.", file);
        var read = OnnxNetwork.Read(file, new OnnxClassifierOptions(), classNames: null).Model;
        var names = ImageNetResNet18.Create().Plan(read.Plan.Input, classes: 2).Tensors.Select(t => t.Name);
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
}
