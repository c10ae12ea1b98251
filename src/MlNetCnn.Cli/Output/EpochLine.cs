using MlNetCnn.Training;

namespace MlNetCnn.Cli.Output;

/// <summary>An epoch on one plain line.</summary>
internal static class EpochLine
{
    public static string Of(EpochMetrics epoch, int epochs)
    {
        var width = epochs.ToString().Length;
        var validation = epoch.ValidationLoss is { } loss ? $"  validation {loss:0.0000} {epoch.ValidationAccuracy:0.0000}{(epoch.IsBest ? "*" : " ")}" : "";
        return $"epoch {epoch.Epoch.ToString().PadLeft(width)}/{epochs}  loss {epoch.TrainLoss:0.0000}  accuracy {epoch.TrainAccuracy:0.0000}{validation}  {epoch.ImagesPerSecond:N0} images/s";
    }
}
