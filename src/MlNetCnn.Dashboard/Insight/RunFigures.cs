namespace MlNetCnn.Dashboard;

/// <summary>Figures of a model on its test images at every threshold, which the file of predictions does not have.</summary>
/// <param name="Metrics">As the model predicts.</param>
/// <param name="Before">Before it was calibrated; null where it was not.</param>
internal sealed record RunFigures(ClassificationMetrics Metrics, ClassificationMetrics? Before)
{
    private const int Batch = 32;

    public static RunFigures Of(CnnModel model, ImageSplit images, CancellationToken cancellation)
    {
        using var scorer = new CnnScorer(model, new() { Device = "cpu" });
        var (size, classes) = (images.Shape.Elements, images.ClassNames.Length);
        var (pixels, scores) = (new byte[Batch * size], new float[images.Count * classes]);
        for (var at = 0; at < images.Count; at += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(Batch, images.Count - at);
            for (var i = 0; i < count; i++)
                images.CopyImage(at + i, pixels.AsSpan(i * size, size));
            scorer.Score(pixels.AsSpan(0, count * size), scores.AsSpan(at * classes, count * classes));
        }
        var metrics = ClassificationMetrics.Of(images.ClassNames, images.Labels.AsMemory(), scores);
        return new(metrics, model.Temperature == 1 ? null : metrics.AtTemperature(1 / model.Temperature));
    }
}
