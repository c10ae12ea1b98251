using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>An epoch of a run.</summary>
internal sealed class EpochRow
{
    public required string RunId { get; set; }

    public int Epoch { get; set; }

    public double TrainLoss { get; set; }

    public double TrainAccuracy { get; set; }

    public double? ValidationLoss { get; set; }

    public double? ValidationAccuracy { get; set; }

    public double LearningRate { get; set; }

    public double Seconds { get; set; }

    public double ImagesPerSecond { get; set; }

    public bool IsBest { get; set; }

    public double? GradientNorm { get; set; }

    public EpochMetrics ToMetrics() =>
        new(Epoch, TrainLoss, TrainAccuracy, ValidationLoss, ValidationAccuracy, LearningRate, Seconds, ImagesPerSecond, IsBest) { GradientNorm = GradientNorm };

    public static EpochRow Of(string runId, EpochMetrics metrics) => new()
    {
        RunId = runId,
        Epoch = metrics.Epoch,
        TrainLoss = metrics.TrainLoss,
        TrainAccuracy = metrics.TrainAccuracy,
        ValidationLoss = metrics.ValidationLoss,
        ValidationAccuracy = metrics.ValidationAccuracy,
        LearningRate = metrics.LearningRate,
        Seconds = metrics.Seconds,
        ImagesPerSecond = metrics.ImagesPerSecond,
        IsBest = metrics.IsBest,
        GradientNorm = metrics.GradientNorm,
    };
}
