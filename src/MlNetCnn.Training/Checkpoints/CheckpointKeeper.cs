using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Decides when a run is written down, and finds what was written.</summary>
internal sealed class CheckpointKeeper(CheckpointOptions options, RunDescription description, TimeProvider time)
{
    private long _last = time.GetTimestamp();

    /// <summary>The checkpoint to go on from, or null to start anew.</summary>
    /// <exception cref="InvalidDataException">The file is no checkpoint, is damaged, or is newer than this version.</exception>
    /// <exception cref="InvalidOperationException">It is of another run; the message names the first difference.</exception>
    public TrainingCheckpoint? Find()
    {
        DiscardUnfinished();
        if (!options.Resume || !File.Exists(options.Path))
            return null;
        var found = CheckpointFile.Read(options.Path);
        if (description.DifferenceTo(found.Description) is { } difference)
            throw new InvalidOperationException(
                $"The checkpoint '{options.Path}' is of another run: {difference}. Give this run another path, or set Resume to false to overwrite it.");
        return found;
    }

    /// <summary>Whether it is time at the end of an epoch.</summary>
    public bool IsDueAfter(int epoch) => options.EveryEpochs is { } epochs && epoch % epochs == 0;

    /// <summary>Whether it is time within an epoch.</summary>
    public bool IsDue() => options.EveryMinutes is { } minutes && time.GetElapsedTime(_last).TotalMinutes >= minutes;

    public void Save(TrainingState state, CheckpointWeights weights, Action<Stream> writeOptimizer)
    {
        CheckpointFile.Write(options.Path, description, state, get_num_threads(), weights, writeOptimizer);
        _last = time.GetTimestamp();
    }

    // A process killed while it wrote leaves its temporary file.
    private void DiscardUnfinished()
    {
        foreach (var file in AtomicFile.Unfinished(options.Path))
            File.Delete(file);
    }
}
