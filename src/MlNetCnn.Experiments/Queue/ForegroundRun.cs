namespace MlNetCnn.Experiments;

/// <summary>
/// A run in this process instead of a worker's, recorded like any other: it holds a lease, can be paused and cancelled from anywhere, and a
/// worker takes over if this process dies.
/// </summary>
internal sealed class ForegroundRun : IAsyncDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly RunStore _store;
    private readonly RunLeases _leases;
    private readonly LeasedRun _lease;
    private readonly RunRecorder _recorder;
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watch;
    private RunWish _wish;

    private ForegroundRun(RunStore store, RunLeases leases, LeasedRun lease, RunFolder folder)
    {
        (_store, _leases, _lease, Folder) = (store, leases, lease, folder);
        _recorder = new RunRecorder(lease, store.Time);
        _watch = Task.Run(WatchAsync);
    }

    public string Id => _lease.Run.Id;

    /// <summary>As of its lease.</summary>
    public Run Run => _lease.Run;

    /// <summary>The folder for its files until it ends.</summary>
    public RunFolder Folder { get; }

    /// <summary>The folder of its files after it has ended.</summary>
    public RunFolder Settled => _store.FolderOf(Id);

    /// <summary>Cancelled when somebody pauses or cancels the run.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Creates a run that is leased to this process from the start.</summary>
    /// <exception cref="IOException">Its folder cannot be written.</exception>
    /// <exception cref="ArgumentException">The request has a value out of its range; the message names it.</exception>
    public static async Task<ForegroundRun> BeginAsync(RunStore store, RunRequest request, string? note, CancellationToken cancellation)
    {
        var leases = new RunLeases(store, $"{WorkerName.Own}", new WorkerOptions().Lease);
        var run = store.NewRun(request, priority: 0, note);
        var folder = store.FolderOf(run.Id);
        var attempt = folder.Begin(token: 1, request);
        try
        {
            return new ForegroundRun(store, leases, await leases.BeginAsync(run, cancellation), attempt);
        }
        catch
        {
            Directory.Delete(folder.Path, recursive: true);
            throw;
        }
    }

    /// <summary>Leases a run that ended early, or waits, to this process; its folder then has the last checkpoint.</summary>
    /// <exception cref="StoreException">There is no such run, it succeeded, or another worker has it.</exception>
    /// <exception cref="IOException">Its folder cannot be written.</exception>
    public static async Task<ForegroundRun> ResumeAsync(RunStore store, string id, CancellationToken cancellation)
    {
        var leases = new RunLeases(store, $"{WorkerName.Own}", new WorkerOptions().Lease);
        var run = await new RunQueue(store).RequeueAsync(id, cancellation);
        var lease = await leases.ClaimAsync(run.Id, run.Attempts, cancellation)
            ?? throw new StoreException($"A worker has just started the run {run.Id}: 'mlnetcnn runs show {run.Id}' shows how far it is.");
        return new ForegroundRun(store, leases, lease, store.FolderOf(run.Id).Begin(lease.Token, run.Request));
    }

    public void Take(ChildMessage message) => _recorder.Take(message);

    /// <summary>The end of a run after an exception.</summary>
    public RunEnding EndingOf(Exception e) => e is not OperationCanceledException ? new RunEnding(RunState.Failed, FailureSentence.Of(e))
        : _wish == RunWish.Pause ? new RunEnding(RunState.Paused)
        : new RunEnding(RunState.Cancelled);

    /// <summary>Records the end of the run and settles its folder.</summary>
    /// <returns>False where another worker has the run: then nothing was written.</returns>
    /// <exception cref="OperationCanceledException">The store did not take it in time: the run will be taken for lost.</exception>
    /// <exception cref="IOException">The folder cannot be put in order.</exception>
    public async Task<bool> EndAsync(RunEnding ending, CancellationToken giveUp)
    {
        if (!await _recorder.EndAsync(ending, giveUp))
            return false;
        await _lease.SettleAsync(giveUp);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watch;
        await _recorder.DisposeAsync();
        _end.Dispose();
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(LookInterval, _store.Time);
        var lastBeat = _store.Time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                try
                {
                    if (_store.Time.GetElapsedTime(lastBeat) >= _leases.BeatInterval)
                    {
                        await _leases.BeatAsync(_end.Token);
                        lastBeat = _store.Time.GetTimestamp();
                    }
                    await LookAsync();
                }
                catch (Exception e) when (StoreException.IsOfDatabase(e) || e is TimeoutException)
                {
                    // A failing store must not stop training.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
    }

    // Training continues without the lease: the user of this process still wants the model.
    private async Task LookAsync()
    {
        if (_stop.IsCancellationRequested || !(await _leases.OwnAsync(_end.Token)).TryGetValue(Id, out var own) || own.Wish == RunWish.None)
            return;
        _wish = own.Wish;
        await _stop.CancelAsync();
    }
}
