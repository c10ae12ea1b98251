using Microsoft.ML;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>The run that `mlnetcnn train` keeps while it trains.</summary>
internal sealed class KeptTraining : IDisposable
{
    // A store that is away at the end may come back.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private const double CheckpointMinutes = 0.25;

    private readonly Terminal _terminal;
    private readonly ForegroundRun _run;
    private readonly NetworkPlan _plan;
    private readonly RunTrail _trail;
    private readonly MemoryUse _memory = new();
    private bool _isUnwritable;

    public KeptTraining(Terminal terminal, ForegroundRun run, NetworkPlan plan, ChildStarted started)
    {
        (_terminal, _run, _plan) = (terminal, run, plan);
        _trail = run.Start(started, TellUnwritable);
    }

    /// <summary>The run's name.</summary>
    public string Id => _run.Id;

    /// <summary>Set when the run is paused or cancelled from elsewhere.</summary>
    public CancellationToken Stop => _run.Stop;

    /// <summary>Where the run is written down, for a worker to go on with where this process dies.</summary>
    public CheckpointOptions Checkpoint => new(_run.Folder.Checkpoint) { EveryEpochs = null, EveryMinutes = CheckpointMinutes, WriteFailed = TellUnwritable };

    /// <summary>Where the model is written that finds no room where it was asked for.</summary>
    public string Folder => _run.Folder.Path;

    /// <summary>How to go on with the run, where it has a checkpoint; known once it has ended.</summary>
    public string? WayOn => File.Exists(_run.Settled.Checkpoint) || File.Exists(_run.Folder.Checkpoint)
        ? $"the run {Id} is kept up to its last checkpoint, and 'mlnetcnn runs resume {Id}' lets a worker go on with it"
        : null;

    /// <summary>Told of each epoch.</summary>
    public void Add(EpochMetrics epoch) => _trail.Add(epoch);

    /// <summary>Told of batches.</summary>
    public void Add(BatchProgress batch) => _trail.Add(batch);

    /// <summary>Training is over.</summary>
    public void EndTraining() => _memory.End();

    /// <summary>Keeps the model and what it came to.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The images.</param>
    /// <param name="scored">Those it is measured on as the model scored them, or null.</param>
    /// <param name="written">Where the model's files are.</param>
    /// <param name="stopped">Why there were fewer epochs than asked for, or null.</param>
    /// <returns>Where the model's files are now.</returns>
    public OutputFolder Succeed(CnnTransformer model, RunData data, IDataView? scored, OutputFolder written, string? stopped)
    {
        RunEnding ending;
        try
        {
            Copy(written.Zip, _run.Folder.Zip);
            Copy(written.Onnx, _run.Folder.Onnx);
            var result = new ResultWriter(_run.Folder, _plan, _memory).Write(model, data, scored, _trail.Epochs, CancellationToken.None);
            // It is not what was asked for, so no comparison may take it for that.
            ending = new RunEnding(stopped is null ? RunState.Succeeded : RunState.Cancelled, stopped, result);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TellUnwritable(e);
            ending = new RunEnding(RunState.Failed, $"{FailureSentence.Of(e)} It was trained: the model is in '{Path.GetFullPath(written.Path)}'.");
        }
        End(ending);
        return File.Exists(written.Zip) ? written : OutputFolder.At(_run.Settled.Path);
    }

    /// <summary>Keeps what went wrong.</summary>
    /// <returns>The state that the run ends in.</returns>
    public RunState EndBy(Exception e)
    {
        var ending = _run.EndingOf(e);
        End(ending);
        return ending.State;
    }

    public void Dispose()
    {
        _trail.Dispose();
        _run.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Whether an exception is of the store or the run's folder, and not of training.</summary>
    public static bool IsOfKeeping(Exception e) =>
        e is IOException or UnauthorizedAccessException or StoreException or TimeoutException or OperationCanceledException || StoreException.IsOfDatabase(e);

    private void End(RunEnding ending)
    {
        _trail.Dispose(); // before its files move
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            if (!_run.EndAsync(ending, patience.Token).GetAwaiter().GetResult())
                _terminal.Note($"Another worker has the run {Id} by now, as the store did not hear of this one for too long.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TellUnwritable(e);
        }
        catch (Exception e) when (IsOfKeeping(e))
        {
            _terminal.Note(patience.IsCancellationRequested
                ? $"The store does not answer, so how the run {Id} ended is not kept: a worker will do it again, or 'mlnetcnn runs cancel {Id}' ends it."
                : $"How the run {Id} ended is not kept: {Failure.OneLine(e)}");
        }
    }

    // Once: where one file finds no room, the others hardly do.
    private void TellUnwritable(Exception e)
    {
        if (!_isUnwritable)
            _terminal.Note($"Not all files of the run {Id} can be kept, which does not end training: {Failure.OneLine(e)}");
        _isUnwritable = true;
    }

    private static void Copy(string from, string to)
    {
        if (from == to)
            return;
        using var source = File.OpenRead(from);
        AtomicFile.Write(to, source.CopyTo);
    }
}
