using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>An epoch as one line of text; a star marks the best validation result so far.</summary>
internal static class EpochLine
{
    public static string Of(EpochMetrics epoch, int epochs)
    {
        var width = epochs.ToString().Length;
        var validation = epoch.ValidationLoss is { } loss ? $"  validation {loss:0.0000} {100 * epoch.ValidationAccuracy:0.0} %{(epoch.IsBest ? "*" : " ")}" : "";
        return $"epoch {epoch.Epoch.ToString().PadLeft(width)}/{epochs}  loss {epoch.TrainLoss:0.0000}  acc {100 * epoch.TrainAccuracy:0.0} %{validation}"
            + $"  {epoch.ImagesPerSecond:N0}/s";
    }
}
