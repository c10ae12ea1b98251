using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Cli;

/// <summary>How a model does on labelled images, by ML.NET's own evaluator.</summary>
/// <param name="Metrics">What ML.NET found.</param>
/// <param name="ClassNames">The classes in the model's order.</param>
/// <param name="Images">How many there were.</param>
/// <param name="ImagesPerSecond">How fast they were scored.</param>
internal sealed record TestResult(MulticlassClassificationMetrics Metrics, IReadOnlyList<string> ClassNames, int Images, double ImagesPerSecond)
{
    private const int MostTopClasses = 5;

    /// <summary>The images as they were scored, kept: who reads them scores nothing anew.</summary>
    public required IDataView Scored { get; init; }

    /// <summary>The k of <see cref="TopKAccuracy"/>: 5, or the number of classes where that is smaller.</summary>
    public int TopK => Math.Min(MostTopClasses, ClassNames.Count);

    /// <summary>The share of images whose class is among the k likeliest.</summary>
    public double TopKAccuracy => Metrics.TopKAccuracyForAllK[TopK - 1];

    /// <summary>Counts of images: rows are the true classes, columns the predicted ones.</summary>
    public int[][] Confusion => [.. Metrics.ConfusionMatrix.Counts.Select(row => row.Select(count => (int)count).ToArray())];

    /// <summary>Scores every image and compares.</summary>
    /// <exception cref="ArgumentException">The images do not fit the model.</exception>
    public static TestResult Of(MLContext ml, ITransformer model, ImageSplit images, CancellationToken cancellation = default)
    {
        var scored = model.Transform(images.ToDataView(ml));
        // The first run prepares the network; its time is not the images'.
        Read(ml.Data.TakeRows(scored, 1), cancellation);
        // The evaluator reads its data more than once: score them once only, and measure that.
        var cached = ml.Data.Cache(scored, "Label", "Score", "PredictedLabel");
        var start = Stopwatch.GetTimestamp();
        Read(cached, cancellation);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var metrics = ml.MulticlassClassification.Evaluate(cached, topKPredictionCount: Math.Min(MostTopClasses, images.ClassNames.Length));
        return new TestResult(metrics, images.ClassNames, images.Count, images.Count / seconds) { Scored = cached };
    }

    private static void Read(IDataView scored, CancellationToken cancellation)
    {
        using var cursor = scored.GetRowCursor([scored.Schema["Label"], scored.Schema["Score"], scored.Schema["PredictedLabel"]]);
        var score = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        var buffer = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            score(ref buffer);
        }
    }
}
