using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Decides when a run is written down, and finds what was written. Until it is disposed of, no other run gets the file.</summary>
internal sealed class CheckpointKeeper : IDisposable
{
    private readonly CheckpointOptions _options;
    private readonly RunDescription _description;
    private readonly TimeProvider _time;
    private readonly FileLock? _held;
    private long _last;

    /// <exception cref="IOException">Another run has the file, or its folder cannot be written.</exception>
    public CheckpointKeeper(CheckpointOptions options, RunDescription description, TimeProvider time)
    {
        (_options, _description, _time, _last) = (options, description, time, time.GetTimestamp());
        try
        {
            _held = Hold(options.Path);
        }
        catch (IOException e) when (options.WriteFailed is { } failed)
        {
            failed(e);
        }
    }

    /// <summary>Keeps other runs from a checkpoint's file.</summary>
    /// <exception cref="IOException">Another run has it, or its folder cannot be written.</exception>
    public static FileLock Hold(string path)
    {
        var full = AtomicFile.Target(path);
        var file = Path.Combine(Path.GetDirectoryName(full) ?? full, $".{Path.GetFileName(full)}.lock");
        return FileLock.TryTake(file, isTemporary: true) ?? throw new IOException(
            $"The checkpoint '{path}' is in use by another training ({FileLock.HolderOf(file)}): name another file, or wait until that has ended.");
    }

    /// <summary>The checkpoint to go on from, or null to start anew.</summary>
    /// <exception cref="InvalidDataException">The file is no checkpoint, is damaged, or is newer than this version.</exception>
    /// <exception cref="InvalidOperationException">It is of another run; the message names the first difference.</exception>
    public TrainingCheckpoint? Find()
    {
        DiscardUnfinished();
        if (!_options.Resume || !File.Exists(_options.Path))
            return null;
        var found = CheckpointFile.Read(_options.Path);
        if (_description.DifferenceTo(found.Description) is { } difference)
            throw new InvalidOperationException(
                $"The checkpoint '{_options.Path}' is of another run: {difference}. Give this run another path, or set Resume to false to overwrite it.");
        return found;
    }

    /// <summary>Whether it is time at the end of an epoch.</summary>
    public bool IsDueAfter(int epoch) => _options.EveryEpochs is { } epochs && epoch % epochs == 0;

    /// <summary>Whether it is time within an epoch.</summary>
    public bool IsDue() => _options.EveryMinutes is { } minutes && _time.GetElapsedTime(_last).TotalMinutes >= minutes;

    public void Save(TrainingState state, bool? channelsLast, CheckpointWeights weights, Action<Stream> writeOptimizer)
    {
        try
        {
            CheckpointFile.Write(_options.Path, _description, state, get_num_threads(), channelsLast, weights, writeOptimizer);
        }
        catch (IOException e) when (_options.WriteFailed is { } failed)
        {
            failed(e);
        }
        _last = _time.GetTimestamp();
    }

    public void Dispose() => _held?.Dispose();

    // A process killed while it wrote leaves its temporary file.
    private void DiscardUnfinished()
    {
        foreach (var file in AtomicFile.Unfinished(_options.Path))
            File.Delete(file);
    }
}
