using MlNetCnn.Training;

namespace MlNetCnn.Cli;

internal static class EpochDocument
{
    public static object Of(EpochMetrics e) => new
    {
        e.Epoch,
        e.TrainLoss,
        e.TrainAccuracy,
        e.ValidationLoss,
        e.ValidationAccuracy,
        e.LearningRate,
        e.GradientNorm,
        e.Seconds,
        e.ImagesPerSecond,
    };
}
