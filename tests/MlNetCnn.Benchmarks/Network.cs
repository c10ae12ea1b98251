using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Benchmarks;

/// <summary>A network twice: as ours, and written by hand for TorchSharp.</summary>
/// <param name="Architecture">Ours.</param>
/// <param name="Shape">Of one image.</param>
/// <param name="Build">By hand.</param>
internal sealed record Network(Architecture Architecture, TensorShape Shape, Func<Module<Tensor, Tensor>> Build)
{
    public const int Classes = 10;

    public static Network Named(string name) => name switch
    {
        "lenet" => new(Architectures.LeNet(), new TensorShape(1, 28, 28), LeNet),
        "resnet18" => new(Architectures.ResNet(18), new TensorShape(3, 32, 32), () => new HandwrittenResNet18()),
        "photo-resnet18" => new(Architectures.ResNet(18), new TensorShape(3, 224, 224), () => new HandwrittenResNet18()),
        "photo-mobilenet" => new(Architectures.Find("mobilenet-v3-small"), new TensorShape(3, 224, 224), () => new HandwrittenMobileNetV3()),
        "mobilenet" => new(Architectures.Find("mobilenet-v3-small"), new TensorShape(3, 96, 96), () => new HandwrittenMobileNetV3()),
        _ => throw new ArgumentException($"There is no network '{name}'."),
    };

    /// <summary>Floating-point operations of one training step for one image: two a multiply-accumulate, forward once and backward twice.</summary>
    public double TrainingFlops => 6.0 * Architecture.Plan(Shape, Classes).Macs;

    /// <summary>Images of random bytes.</summary>
    public ImageSet Images(int count)
    {
        var random = new Random(1);
        var pixels = new byte[count * Shape.Elements];
        random.NextBytes(pixels);
        return new ImageSet(Shape, pixels, [.. Enumerable.Range(0, count).Select(_ => random.Next(Classes))], [.. "abcdefghij".Select(c => c.ToString())]);
    }

    /// <summary>Ours with random weights, for what depends on no training.</summary>
    public CnnModel Model()
    {
        var plan = Architecture.Plan(Shape, Classes);
        var random = new Random(1);
        var weights = plan.Tensors.Select(t => KeyValuePair.Create(t.Name, new WeightTensor(t.Shape, Values(t.Shape, random))));
        return new CnnModel(plan, new Weights(weights), "abcdefghij".Select(c => c.ToString()));
    }

    // Variances and scales around 1, and weights by their fan-in, so that signals neither vanish nor grow.
    private static float[] Values(TensorShape shape, Random random)
    {
        var range = MathF.Sqrt(3f * shape.Channels / shape.Elements);
        var values = new float[shape.Elements];
        for (var i = 0; i < values.Length; i++)
            values[i] = shape.IsFlat ? 0.5f + random.NextSingle() : range * (2 * random.NextSingle() - 1);
        return values;
    }

    private static Module<Tensor, Tensor> LeNet() => Sequential(
        nn.Conv2d(1, 6, 5, padding: 2), nn.Sigmoid(), nn.AvgPool2d(2, 2),
        nn.Conv2d(6, 16, 5), nn.Sigmoid(), nn.AvgPool2d(2, 2),
        nn.Flatten(), nn.Linear(400, 120), nn.Sigmoid(), nn.Linear(120, 84), nn.Sigmoid(), nn.Linear(84, Classes));
}
