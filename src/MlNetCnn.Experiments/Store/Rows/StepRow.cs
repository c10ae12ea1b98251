namespace MlNetCnn.Experiments;

/// <summary>A moment within an epoch of a run.</summary>
internal sealed class StepRow
{
    public required string RunId { get; set; }

    public int Epoch { get; set; }

    public int Images { get; set; }

    public int TotalImages { get; set; }

    public double Loss { get; set; }

    public double Accuracy { get; set; }

    public double ImagesPerSecond { get; set; }

    public StepMetrics ToMetrics() => new(Epoch, Images, TotalImages, Loss, Accuracy, ImagesPerSecond);

    public static StepRow Of(string runId, StepMetrics metrics) => new()
    {
        RunId = runId,
        Epoch = metrics.Epoch,
        Images = metrics.Images,
        TotalImages = metrics.TotalImages,
        Loss = metrics.Loss,
        Accuracy = metrics.Accuracy,
        ImagesPerSecond = metrics.ImagesPerSecond,
    };
}
