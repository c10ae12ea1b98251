using System.Text.Json;

namespace MlNetCnn.Training;

/// <summary>The shortest time of a training step in either memory format, in seconds.</summary>
internal sealed record StepTimes(double Usual, double ChannelsLast)
{
    // Less is within what two trials differ by.
    private const double LeastGain = 1.1;

    private const int LargestFile = 1000;

    public bool IsLastFaster => Usual > LeastGain * ChannelsLast;

    /// <summary>What was kept in this file, or null where there is none that can be read.</summary>
    public static StepTimes? Find(string file)
    {
        try
        {
            return new FileInfo(file) is { Exists: true, Length: <= LargestFile } ? JsonSerializer.Deserialize<StepTimes>(File.ReadAllBytes(file)) : null;
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps them; where that is not possible, the next training measures anew.</summary>
    public void Keep(string file)
    {
        try
        {
            OwnerOnly.CreateFolder(Path.GetDirectoryName(file)!);
            AtomicFile.Write(file, stream => JsonSerializer.Serialize(stream, this), flush: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
