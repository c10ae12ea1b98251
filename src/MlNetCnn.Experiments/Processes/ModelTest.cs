using System.Numerics.Tensors;
using Microsoft.ML;

namespace MlNetCnn.Experiments;

internal static class ModelTest
{
    /// <summary>Figures of a model, from one pass over its scores; the classes of images and model are equal.</summary>
    public static ClassificationMetrics Measure(IDataView scored, ImageSplit images, CancellationToken cancellation) =>
        ClassificationMetrics.Of(images.ClassNames, images.Labels.AsMemory(), Scores(scored, images.Count, images.ClassNames.Length, cancellation));

    /// <summary>[images, classes]: the probabilities.</summary>
    public static float[] Scores(IDataView scored, int images, int classes, CancellationToken cancellation)
    {
        if ((long)images * classes > Array.MaxLength)
            throw new InvalidDataException($"{images} images of {classes} classes are too many to measure at once.");
        var scores = new float[images * classes];
        foreach (var (image, row) in OutOfFold.Scores(scored, cancellation).Index())
            row.CopyTo(scores.AsSpan(image * classes, classes));
        return scores;
    }

    /// <summary>Writes a <see cref="PredictionsFile"/>.</summary>
    public static void WritePredictions(string file, ClassificationMetrics metrics) => PredictionsFile.Write(file, [.. Enumerable.Range(0, metrics.Images).Select(i =>
    {
        var probabilities = metrics.Row(i);
        var (label, predicted) = (metrics.Labels.Span[i], TensorPrimitives.IndexOfMax(probabilities));
        return new Prediction(label, predicted, probabilities[predicted], probabilities[label]);
    })]);
}
