namespace MlNetCnn.Cli;

/// <summary>Accuracy (0 to 1) with its 95 % Wilson interval, and batch throughput of a scorer.</summary>
internal sealed record ScorerResult(double Accuracy, ConfidenceInterval AccuracyInterval, double ImagesPerSecond)
{
    public static ScorerResult Of(int right, int images, double imagesPerSecond) => new((double)right / images, WilsonInterval.Of(right, images), imagesPerSecond);
}
