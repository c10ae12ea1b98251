using System.Collections.Immutable;
using Microsoft.ML;

namespace MlNetCnn.Training.Tests;

/// <summary>A small network and a small set of images that it can learn: a bright half on the left, at the top, or nowhere.</summary>
internal static class Toys
{
    public static readonly TensorShape Shape = new(1, 6, 6);

    public static readonly ImmutableArray<string> Classes = ["left", "top", "dark"];

    /// <summary>Settings that learn these images; tests say how many epochs they need.</summary>
    public static TrainingOptions Options { get; } = new() { BatchSize = 8, Optimizer = OptimizerKind.Adam, LearningRate = 0.02, Seed = 1, Device = "cpu" };

    public static Architecture Network(bool batchNorm = false) => new("toy",
    [
        new Conv2d(4, 3) { Name = "conv", Padding = 1 },
        .. batchNorm ? [new BatchNorm2d { Name = "bn" }] : Array.Empty<Layer>(),
        new ReLU { Name = "relu" },
        new MaxPool2d(2) { Name = "pool" },
        new Flatten { Name = "flatten" },
        new Linear { Name = "fc" },
    ]);

    public static ImageSet Images(int count, int seed = 1)
    {
        var random = new Random(seed);
        var pixels = new byte[count * Shape.Elements];
        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = i % Classes.Length;
            for (var y = 0; y < Shape.Height; y++)
            {
                for (var x = 0; x < Shape.Width; x++)
                {
                    var bright = labels[i] == 0 ? x < 3 : labels[i] == 1 && y < 3;
                    pixels[(i * Shape.Elements) + (y * Shape.Width) + x] = (byte)((bright ? 180 : 20) + random.Next(60));
                }
            }
        }
        return new ImageSet(Shape, pixels, [.. labels], Classes);
    }

    public static IDataView View(int count, int seed = 1) => Images(count, seed).ToDataView(new MLContext(1));
}
