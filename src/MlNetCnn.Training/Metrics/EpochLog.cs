using Microsoft.ML.Runtime;

namespace MlNetCnn.Training;

/// <summary>Writes a line an epoch to ML.NET's log and passes the metrics on.</summary>
internal sealed class EpochLog(IChannel channel, IProgress<EpochMetrics>? next) : IProgress<EpochMetrics>
{
    private const string Start = "epoch ";

    /// <summary>Whether a line of the log is of an epoch.</summary>
    public static bool Wrote(string line) => line.StartsWith(Start, StringComparison.Ordinal);

    public void Report(EpochMetrics value)
    {
        var validation = value.ValidationLoss is { } loss ? $", validation loss {loss:f4}, accuracy {value.ValidationAccuracy:f4}" : "";
        channel.Info(MessageSensitivity.None,
            $"{Start}{value.Epoch}: loss {value.TrainLoss:f4}, accuracy {value.TrainAccuracy:f4}{validation}, {value.ImagesPerSecond:f0} images/s");
        next?.Report(value);
    }
}
