using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>Writes progress of a run to its row, at most once a second, and retries later while the store is unavailable.</summary>
internal sealed class RunRecorder : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly LeasedRun _run;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;
    private readonly List<EpochMetrics> _epochs = [];
    private RowUpdate _pending = RowUpdate.Nothing;

    public RunRecorder(LeasedRun run, TimeProvider time)
    {
        (_run, _time) = (run, time);
        _loop = WriteNowAndThenAsync();
    }

    /// <summary>Whether another worker has leased the run.</summary>
    public bool IsLost { get; private set; }

    public void Take(ChildMessage message)
    {
        lock (_lock)
        {
            switch (message)
            {
                case ChildStarted started:
                    _epochs.AddRange(started.Before);
                    _pending = _pending.Then(new()
                    {
                        Environment = started.Environment,
                        ContentHash = started.ContentHash,
                        TotalEpochs = started.Epochs,
                        SoFar = EpochSummary.Of(_epochs),
                    });
                    break;
                case ChildEpoch { Epoch: var epoch }:
                    // An epoch restarts after running out of memory.
                    _epochs.RemoveAll(e => e.Epoch >= epoch.Epoch);
                    _epochs.Add(epoch);
                    _pending = _pending with { SoFar = EpochSummary.Of(_epochs) };
                    break;
            }
        }
    }

    /// <summary>Writes pending progress and the end of the run, retrying until the store accepts it or the call is cancelled.</summary>
    /// <returns>False where another worker has the run: then nothing was written.</returns>
    public async Task<bool> EndAsync(RunEnding ending, CancellationToken cancellation)
    {
        await StopAsync();
        while (true)
        {
            try
            {
                return !IsLost && await WriteAsync(update => _run.EndAsync(update, ending, cancellation), cancellation);
            }
            catch (Exception e) when (StoreException.IsPassing(e))
            {
                await Task.Delay(Interval, _time, cancellation);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _end.Dispose();
        _writing.Dispose();
    }

    private async Task StopAsync()
    {
        if (!_end.IsCancellationRequested)
            await _end.CancelAsync();
        await _loop;
    }

    private async Task WriteNowAndThenAsync()
    {
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                try
                {
                    if (!IsLost && HasNews())
                        IsLost = !await WriteAsync(update => _run.WriteAsync(update, _end.Token), _end.Token);
                }
                catch (Exception e) when (StoreException.IsOfDatabase(e) || e is TimeoutException)
                {
                    // Training continues: retry later. At the end the caller gets the exception.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The rest is written at the end.
        }
    }

    private async Task<bool> WriteAsync(Func<RowUpdate, Task<bool>> write, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        var update = Exchange(RowUpdate.Nothing);
        try
        {
            return await write(update);
        }
        catch
        {
            lock (_lock)
                _pending = update.Then(_pending);
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    private bool HasNews()
    {
        lock (_lock)
            return _pending != RowUpdate.Nothing;
    }

    private RowUpdate Exchange(RowUpdate next)
    {
        lock (_lock)
        {
            var update = _pending;
            _pending = next;
            return update;
        }
    }
}
