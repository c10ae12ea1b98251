using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>The mistakes of a model as CSV, those that it was surest of first, each with the training images that it sees as most alike.</summary>
internal sealed class MistakesFile(MLContext ml, ScoringGraph network)
{
    private const int Neighbors = 3;
    private const string Embedding = "Embedding";

    /// <summary>Writes them, and gives their number.</summary>
    /// <exception cref="InvalidOperationException">The model's layers cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public int Write(string path, ImageSplit measured, ClassificationMetrics metrics, ImageSplit training)
    {
        var images = Enumerable.Range(0, metrics.Images).Select(i => (Image: i, Predicted: TensorPrimitives.IndexOfMax(metrics.Row(i))))
            .Where(i => i.Predicted != metrics.Labels.Span[i.Image]).OrderByDescending(i => metrics.Row(i.Image)[i.Predicted]).ToArray();
        var nearest = images.Length == 0 ? [] : NearestImages.Find(Embeddings(measured.Part([.. images.Select(i => i.Image)]), out var width), Embeddings(training, out _), width, Neighbors);
        OutOfFold.WriteCsv(
            path,
            ["path", "label", "predicted", "probability", "labelProbability", .. Enumerable.Range(1, Neighbors).SelectMany(n => (string[])[$"nearest{n}", $"nearestLabel{n}", $"similarity{n}"])],
            images.Select((mistake, i) => (IEnumerable<object>)
            [
                OutOfFold.PathOf(measured.Paths, mistake.Image), metrics.ClassNames[metrics.Labels.Span[mistake.Image]], metrics.ClassNames[mistake.Predicted],
                metrics.Row(mistake.Image)[mistake.Predicted], metrics.Row(mistake.Image)[metrics.Labels.Span[mistake.Image]],
                .. nearest[i].SelectMany(n => (object[])[OutOfFold.PathOf(training.Paths, n.Image), training.ClassNames[training.Labels[n.Image]], n.Similarity]),
            ]));
        return images.Length;
    }

    private float[] Embeddings(ImageSplit images, out int width)
    {
        var model = network.Described();
        var before = TransferPlan.Embedding(model.Plan) ?? throw new InvalidOperationException($"Network '{model.Plan.Architecture.Name}' has no layer before the one for the classes, so that there are no embeddings to compare.");
        width = before.Output.Elements;
        using var transformer = ml.Cnn.FromModel(model).WithOutputs(new LayerOutput(before.Path) { ColumnName = Embedding });
        return [.. transformer.Transform(images.ToDataView(ml)).GetColumn<float[]>(Embedding).SelectMany(values => values)];
    }
}
