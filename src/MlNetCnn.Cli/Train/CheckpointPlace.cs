using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>A checkpoint file and the checkpoint found in it, or null for a new run.</summary>
internal sealed record CheckpointPlace(string Path, TrainingCheckpoint? Found) : IDisposable
{
    private readonly OutputFolder _folder = OutputFolder.Open(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);

    /// <summary>Whether there is a checkpoint to resume from now.</summary>
    public bool IsThere => File.Exists(Path);

    /// <exception cref="IOException">The file cannot be read, another training has it, or nothing can be written there.</exception>
    /// <exception cref="InvalidDataException">The file is no checkpoint, is damaged or is newer than this version.</exception>
    public static CheckpointPlace Open(string path)
    {
        var place = new CheckpointPlace(path, File.Exists(path) || Directory.Exists(path) ? TrainingCheckpoint.Load(path) : null);
        try
        {
            // Fail early if another training holds the file; this one acquires it later.
            CheckpointKeeper.Hold(path).Dispose();
            return place;
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>Says whether training starts or resumes.</summary>
    public string Announce(int epochs) => Found switch
    {
        null => $"checkpoints in {Path}",
        _ when Found.Epoch > epochs => $"{Path} has all {Found.Epochs.Length:N0} epochs: nothing is left to train",
        { Batch: 0 } => $"resuming from {Path} after epoch {Found.Epochs.Length:N0} of {epochs:N0}",
        _ => $"resuming from {Path} in epoch {Found.Epoch:N0} of {epochs:N0}, after batch {Found.Batch:N0}",
    };

    public void Dispose() => _folder.Dispose();
}
