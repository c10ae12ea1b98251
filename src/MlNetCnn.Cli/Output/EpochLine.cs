using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>An epoch as one line of text; a star marks the best validation result so far.</summary>
internal static class EpochLine
{
    public static string Of(EpochMetrics epoch, int epochs)
    {
        var width = epochs.ToString().Length;
        var validation = epoch.ValidationLoss is { } loss ? $"  validation {loss:0.0000} {PercentText.Of(epoch.ValidationAccuracy ?? double.NaN)}{(epoch.IsBest ? "*" : " ")}" : "";
        return $"epoch {epoch.Epoch.ToString().PadLeft(width)}/{epochs}  loss {epoch.TrainLoss:0.0000}  acc {PercentText.Of(epoch.TrainAccuracy)}{validation}"
            + $"  {epoch.ImagesPerSecond:N0}/s";
    }
}
