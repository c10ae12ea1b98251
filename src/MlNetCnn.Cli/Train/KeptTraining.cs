using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>The stored run of `mlnetcnn train`.</summary>
internal sealed class KeptTraining : IDisposable
{
    // A store that is unavailable at the end may come back.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Terminal _terminal;
    private readonly ForegroundRun _run;
    private readonly RunDriver _driver;

    public KeptTraining(Terminal terminal, ForegroundRun run, RunDriver driver, string contentHash)
    {
        (_terminal, _run, _driver) = (terminal, run, driver);
        driver.KeepIn(run.Folder, contentHash, run.Take, e =>
            terminal.Note($"Not all files of the run {Id} can be kept, which does not end training: {Failure.OneLine(e)}"));
    }

    public string Id => _run.Id;

    /// <summary>Whether the store has no other run.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>Cancelled when the run is paused or cancelled from elsewhere.</summary>
    public CancellationToken Stop => _run.Stop;

    /// <summary>The folder of its files until it ends; a worker resumes from there if this process dies.</summary>
    public RunFolder Folder => _run.Folder;

    /// <summary>How to resume the run, if it has a checkpoint; known once it has ended.</summary>
    public string? WayOn => File.Exists(_run.Settled.Checkpoint) || File.Exists(_run.Folder.Checkpoint)
        ? $"the run {Id} is kept up to its last checkpoint, and 'mlnetcnn train --resume {Id}' resumes it"
        : null;

    /// <summary>
    /// Stores the model and its result. <paramref name="measured"/> has the figures on the test images, or else the validation images, or is
    /// null; <paramref name="stopped"/> says why training ended early, or is null.
    /// </summary>
    /// <returns>Where the model's files are now.</returns>
    public OutputFolder Succeed(ClassificationMetrics? measured, OutputFolder written, string? stopped)
    {
        RunEnding ending;
        try
        {
            Copy(written.Zip, _run.Folder.Zip);
            Copy(written.Onnx, _run.Folder.Onnx);
            if (File.Exists(written.ModelCard))
                Copy(written.ModelCard, _run.Folder.ModelCard);
            var result = _driver.SaveResult(_run.Folder, measured);
            // A run that was stopped early must not count as succeeded in comparisons.
            ending = new RunEnding(stopped is null ? RunState.Succeeded : RunState.Cancelled, stopped, result);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _driver.TellUnwritable(e);
            ending = new RunEnding(RunState.Failed, $"{FailureSentence.Of(e)} It was trained: the model is in '{Path.GetFullPath(written.Path)}'.");
        }
        End(ending);
        return File.Exists(written.Zip) ? written : OutputFolder.At(_run.Settled.Path);
    }

    /// <summary>Records a failure.</summary>
    /// <returns>The state that the run ends in.</returns>
    public RunState EndBy(Exception e)
    {
        var ending = _run.EndingOf(e);
        End(ending);
        return ending.State;
    }

    public void Dispose()
    {
        _driver.Leave();
        _run.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Whether an exception comes from the store or the run's folder, not from training.</summary>
    public static bool IsOfKeeping(Exception e) =>
        e is IOException or UnauthorizedAccessException or StoreException or TimeoutException or OperationCanceledException || StoreException.IsOfDatabase(e);

    private void End(RunEnding ending)
    {
        _driver.Leave(); // before its files move
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            if (!_run.EndAsync(ending, patience.Token).GetAwaiter().GetResult())
                _terminal.Note($"Another worker has the run {Id} by now, as the store did not hear of this one for too long.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _driver.TellUnwritable(e);
        }
        catch (Exception e) when (IsOfKeeping(e))
        {
            _terminal.Note(patience.IsCancellationRequested
                ? $"The store does not answer, so how the run {Id} ended is not kept: a worker will do it again, or 'mlnetcnn runs cancel {Id}' ends it."
                : $"How the run {Id} ended is not kept: {Failure.OneLine(e)}");
        }
    }

    private static void Copy(string from, string to)
    {
        if (from == to)
            return;
        using var source = File.OpenRead(from);
        AtomicFile.Write(to, source.CopyTo);
    }
}
