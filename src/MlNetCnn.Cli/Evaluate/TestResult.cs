using System.Diagnostics;
using System.Numerics.Tensors;
using Microsoft.ML;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>Figures of a model on labeled images, and the speed at which they were scored.</summary>
internal sealed record TestResult(ClassificationMetrics Metrics, Func<float[]> ReadKnownScores, double ImagesPerSecond)
{
    private const int MostTopClasses = 5;

    public int Images => Metrics.Images;

    /// <summary>What of each image is compared with the threshold of what is known: read once, when it is asked for.</summary>
    public float[] KnownScores => field ??= ReadKnownScores();

    /// <summary>How many of the likeliest classes are counted: 5, or the number of classes if smaller.</summary>
    public int TopK => Math.Min(MostTopClasses, Metrics.ClassNames.Length);

    /// <exception cref="ArgumentException">The images do not fit the model.</exception>
    public static TestResult Of(MLContext ml, ITransformer model, ScoringGraph network, ImageSplit images, CancellationToken cancellation = default)
    {
        var (view, classes) = (images.ToDataView(ml), images.ClassNames.Length);
        var scored = model.Transform(view);
        // Warm-up: the first run initializes the network.
        ModelTest.Scores(ml.Data.TakeRows(scored, 1), 1, classes, cancellation);
        var start = Stopwatch.GetTimestamp();
        var scores = ModelTest.Scores(scored, images.Count, classes, cancellation);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var metrics = ClassificationMetrics.Of(images.ClassNames, images.Labels.AsMemory(), scores);
        return new TestResult(metrics, KnownScores, images.Count / seconds);

        float[] KnownScores() => network.KnownFrom is null
            ? [.. Enumerable.Range(0, metrics.Images).Select(i => TensorPrimitives.Max(metrics.Row(i)))]
            : MlNetCnn.KnownScores.Of(ml, network, view);
    }
}
