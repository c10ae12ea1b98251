namespace MlNetCnn.Experiments;

/// <summary>One attempt at a run on one device of a worker.</summary>
internal sealed class RunAttempt(RunStore store, LeasedRun lease, string device, WorkerOptions options)
{
    // A batch, an evaluation or a checkpoint may be in progress.
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private RunProcess? _process;
    private RunLog? _log;
    private StopReason _reason;

    public string Id => lease.Run.Id;

    public int Token => lease.Token;

    /// <summary>Executes the attempt; <paramref name="giveUp"/> stops waiting for an unavailable store.</summary>
    public async Task ExecuteAsync(CancellationToken giveUp)
    {
        var folder = store.FolderOf(Id);
        await using var recorder = new RunRecorder(lease, store.Time);
        using var telemetry = new AttemptTelemetry(lease, device, store.Time);
        var ending = await TrainAsync(folder, recorder, telemetry);
        if (ending is not null && !await recorder.EndAsync(ending, giveUp))
            ending = null;
        telemetry.End(ending);
        if (ending is null)
        {
            Say($"{Id} is another worker's now");
            return;
        }
        Say($"{Id} {ending.State.Word()}{(ending.Sentence is { } sentence ? $": {sentence}" : "")}");
        await SettleAsync();
    }

    public void Stop(StopReason reason)
    {
        RunProcess? process;
        lock (_lock)
        {
            // The more urgent reason wins.
            if (reason <= _reason)
                return;
            (_reason, process) = (reason, _process);
        }
        if (reason is StopReason.Pause or StopReason.Cancel or StopReason.Shutdown)
            _log?.Add(reason switch { StopReason.Pause => "Asked to pause.", StopReason.Cancel => "Asked to give up.", _ => "The worker stops." });
        if (process is not null)
            Stop(process, reason);
    }

    private async Task<RunEnding?> TrainAsync(RunFolder folder, RunRecorder recorder, AttemptTelemetry telemetry)
    {
        try
        {
            var attempt = folder.Begin(Token, lease.Run.Request);
            var asked = lease.Run.Request.ToOptions().Threads;
            // A resumed run keeps its number of threads: another one would change the order of summation.
            var threads = lease.Run.Environment?.Threads ?? (asked > 0 ? asked : options.ThreadsOf(device));
            var log = _log = new RunLog(attempt.Log, store.Time);
            log.Add($"Attempt {Token} by the worker {WorkerName.Own} on {device} with {threads} threads.");
            using var process = RunProcess.Start(options.Host ?? RunHost.Own, attempt, device, threads, options.CheckpointMinutes, message =>
            {
                log.Add(message);
                recorder.Take(message);
                telemetry.Take(message);
            }, lease.Run.PauseAfter);
            Say($"{Id} began on {device} with {threads} threads, attempt {Token}");
            StopReason early;
            lock (_lock)
                (_process, early) = (process, _reason);
            if (early != StopReason.None)
                Stop(process, early);
            var outcome = await process.Outcome;
            lock (_lock)
                _process = null;
            var ending = EndingOf(outcome);
            log.Add(ending is null ? "Another worker has the run now." : $"{ending.State}.{(ending.Sentence is { } sentence ? $" {sentence}" : "")}");
            return ending;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new RunEnding(RunState.Failed, FailureSentence.Of(e));
        }
    }

    private RunEnding? EndingOf(ChildMessage outcome) => (_reason, outcome) switch
    {
        (StopReason.Lost, _) => null,
        (_, ChildSucceeded { Result: var result }) => new RunEnding(RunState.Succeeded, null, result),
        // The exit code of a killed process means nothing.
        (StopReason.Cancel, _) => new RunEnding(RunState.Cancelled),
        (_, ChildAtRung) => new RunEnding(RunState.Paused, $"Waits after epoch {lease.Run.PauseAfter} until the other runs of its sweep are as far: the best go on."),
        (StopReason.Pause, _) => new RunEnding(RunState.Paused),
        (StopReason.Shutdown, _) => new RunEnding(RunState.Interrupted, "Its worker stopped."),
        (_, ChildFailed { Sentence: var sentence }) => new RunEnding(RunState.Failed, sentence),
        _ => new RunEnding(RunState.Interrupted, "Its process was asked to end."),
    };

    private async Task SettleAsync()
    {
        try
        {
            await lease.SettleAsync();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreException || StoreException.IsOfDatabase(e))
        {
            Say($"{Id}: its folder could not be put in order: {FailureSentence.Of(e)}");
        }
    }

    private static void Stop(RunProcess process, StopReason reason)
    {
        if (reason == StopReason.Lost)
        {
            process.Kill();
            return;
        }
        process.Stop();
        _ = KillLaterAsync(process, reason == StopReason.Cancel ? CancelPatience : StopPatience);
    }

    private static async Task KillLaterAsync(RunProcess process, TimeSpan patience)
    {
        if (await Task.WhenAny(process.Outcome, Task.Delay(patience)) != process.Outcome)
            process.Kill();
    }

    private void Say(string line) => options.Log?.Report(line);
}
