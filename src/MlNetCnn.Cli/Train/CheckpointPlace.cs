using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>Where a run is written down, and what is there to go on from.</summary>
/// <param name="Path">The file.</param>
/// <param name="Found">What was in it when the command started, or null for a new run.</param>
internal sealed record CheckpointPlace(string Path, TrainingCheckpoint? Found) : IDisposable
{
    private readonly OutputFolder _folder = OutputFolder.Open(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);

    /// <summary>Whether there is something to go on from.</summary>
    public bool IsThere => File.Exists(Path);

    /// <exception cref="IOException">The file cannot be read, another training has it, or nothing can be written there.</exception>
    /// <exception cref="InvalidDataException">The file is no checkpoint, is damaged or is newer than this version.</exception>
    public static CheckpointPlace Open(string path)
    {
        var place = new CheckpointPlace(path, File.Exists(path) || Directory.Exists(path) ? TrainingCheckpoint.Load(path) : null);
        try
        {
            // Training takes it; whoever comes too late hears so before anything else is done.
            CheckpointKeeper.Hold(path).Dispose();
            return place;
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>What happens, for people.</summary>
    /// <param name="epochs">How many the run has.</param>
    public string Announce(int epochs) => Found switch
    {
        null => $"written down in {Path} as it goes, to go on from if it is cut off",
        _ when Found.Epoch > epochs => $"{Path} holds all {Found.Epochs.Length:N0} epochs: nothing is left to train",
        { Batch: 0 } => $"going on from {Path}, where {Found.Epochs.Length:N0} of {epochs:N0} epochs are over",
        _ => $"going on from {Path} in epoch {Found.Epoch:N0} of {epochs:N0}, after {Found.Batch:N0} of its batches",
    };

    public void Dispose() => _folder.Dispose();
}
