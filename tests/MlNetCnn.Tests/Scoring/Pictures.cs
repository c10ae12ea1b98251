using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Tests;

/// <summary>A tiny network of three classes and seeded images for it.</summary>
internal static class Pictures
{
    public static TensorShape Shape { get; } = new(2, 4, 3);

    public static MLContext ML { get; } = new(seed: 1);

    public static CnnModel Model { get; } = RandomModels.Create(
        new("tiny", [new Conv2d(4, 3) { Padding = 1 }, new ReLU(), new Flatten(), new Linear()]), Shape, 3,
        preprocessing: new() { Mean = [0.5f, 0.5f], Std = [0.1f, 0.2f] });

    /// <summary>Figures of the layer before the one for the classes, as of images that lie around random means.</summary>
    public static Familiarity Familiarity()
    {
        var (random, layer) = (new Random(5), Model.Plan.Layers[^2]);
        var width = layer.Output.Elements;
        return new(layer.Path, Values(width, 0.1f), Values(3, 1));

        WeightTensor Values(int rows, float range) => new(new(rows, width), Enumerable.Range(0, rows * width).Select(_ => range * (random.NextSingle() - 0.5f)).ToArray());
    }

    public static CnnTransformer Transformer(string feature = "Features", int batchSize = 64) =>
        ML.Cnn.FromModel(Model, feature, new() { BatchSize = batchSize, Threads = 1 });

    public static Picture[] Rows(int count) =>
    [
        .. RandomModels.Images(Shape, Math.Max(count, 1)).Chunk(Shape.Elements).Take(count).Select((pixels, i) => new Picture
        {
            Features = pixels,
            Bytes = [.. pixels.Select(p => (byte)p)],
            Label = (uint)(i % 3),
            Name = $"picture {i}",
            Number = i,
            Words = [.. Enumerable.Range(0, i % 4).Select(w => $"{i}:{w}")],
        }),
    ];

    public static IDataView View(int count) => ML.Data.LoadFromEnumerable(Rows(count));

    /// <summary>The scores of each row, read through a cursor.</summary>
    public static float[][] Scores(this IDataView scored) => [.. scored.GetColumn<float[]>("Score")];

    /// <summary>The predicted keys of each row, counted from 1.</summary>
    public static uint[] Labels(this IDataView scored) => [.. scored.GetColumn<uint>("PredictedLabel")];

    /// <summary>What the network gives for these rows, straight from the scorer.</summary>
    public static float[][] Expected(int count)
    {
        using var scorer = new CnnScorer(Model, new() { Threads = 1 });
        return [.. Rows(count).Select(row =>
        {
            var probabilities = new float[3];
            scorer.Score(row.Features, probabilities);
            return probabilities;
        })];
    }

    public static void AssertClose(float[][] expected, float[][] actual, double tolerance = 1e-6)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (e, a) in expected.Zip(actual))
        {
            Assert.Equal(e.Length, a.Length);
            foreach (var (x, y) in e.Zip(a))
                Assert.Equal(x, y, tolerance);
        }
    }
}
