using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Cli;

/// <summary>Metrics of a model on labelled images, from ML.NET's evaluator.</summary>
internal sealed record TestResult(MulticlassClassificationMetrics Metrics, IReadOnlyList<string> ClassNames, int Images, double ImagesPerSecond)
{
    private const int MostTopClasses = 5;

    /// <summary>Cached scores: reading them does not run the model again.</summary>
    public required IDataView Scored { get; init; }

    /// <summary>The k of <see cref="TopKAccuracy"/>: 5, or the number of classes if smaller.</summary>
    public int TopK => Math.Min(MostTopClasses, ClassNames.Count);

    /// <summary>Fraction of images whose class is among the k most likely.</summary>
    public double TopKAccuracy => Metrics.TopKAccuracyForAllK[TopK - 1];

    /// <summary>Counts of images: rows are true classes, columns predicted ones.</summary>
    public int[][] Confusion => [.. Metrics.ConfusionMatrix.Counts.Select(row => row.Select(count => (int)count).ToArray())];

    /// <exception cref="ArgumentException">The images do not fit the model.</exception>
    public static TestResult Of(MLContext ml, ITransformer model, ImageSplit images, CancellationToken cancellation = default)
    {
        var scored = model.Transform(images.ToDataView(ml));
        // Warm-up: the first run initializes the network.
        Read(ml.Data.TakeRows(scored, 1), cancellation);
        // The evaluator reads its data several times: cache them, so that each image is scored and timed once.
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
