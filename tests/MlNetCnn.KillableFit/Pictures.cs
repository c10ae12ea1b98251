using Microsoft.ML;

namespace MlNetCnn.KillableFit;

/// <summary>Noise with a bright row whose place is the class, and a network with all that a resumed run must get right.</summary>
internal static class Pictures
{
    public static readonly Architecture Network = new("killable",
    [
        new Conv2d(6, 3) { Name = "conv", Padding = 1 },
        new BatchNorm2d { Name = "bn" },
        new ReLU { Name = "relu" },
        new MaxPool2d(2) { Name = "pool" },
        new Flatten { Name = "flatten" },
        new Dropout(0.3) { Name = "dropout" },
        new Linear { Name = "fc" },
    ]);

    /// <summary>An image's activations take some 16 MB each.</summary>
    public static readonly Architecture WideNetwork = new("wide",
    [
        new Conv2d(65536, 3) { Name = "conv", Padding = 1 },
        new ReLU { Name = "relu" },
        new AdaptiveAvgPool2d(1) { Name = "pool" },
        new Flatten { Name = "flatten" },
        new Linear { Name = "fc" },
    ]);

    public static IDataView View(MLContext ml)
    {
        const int count = 90, size = 8, classes = 4;
        var random = new Random(1);
        var pixels = new byte[count * size * size];
        random.NextBytes(pixels);
        for (var i = 0; i < count; i++)
            pixels.AsSpan((i * size * size) + (i % classes * size), size).Fill(200);
        var labels = Enumerable.Range(0, count).Select(i => i % classes);
        return new ImageSet(new TensorShape(1, size, size), pixels, [.. labels], ["a", "b", "c", "d"]).ToDataView(ml);
    }
}
