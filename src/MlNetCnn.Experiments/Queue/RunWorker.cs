using System.Collections.Concurrent;
using Hangfire;

namespace MlNetCnn.Experiments;

/// <summary>
/// Claims waiting runs from a store and executes them, each in a process of its own, until stopped. Any number of workers may run, on any
/// number of machines that share the store and the artifacts folder.
/// </summary>
internal sealed class RunWorker : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RungInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TrashInterval = TimeSpan.FromMinutes(10);

    // With PostgreSQL the process that adds a run wakes workers; polling only finds missed signals.
    private static readonly TimeSpan MissedAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WakeInterval = TimeSpan.FromSeconds(2);

    private readonly RunStore _store;
    private readonly RunQueue _queue;
    private readonly WorkerOptions _options;
    private readonly RunLeases _leases;
    private readonly RungDecisions _rungs;
    private readonly DeviceSlots _slots;
    private readonly ConcurrentDictionary<RunAttempt, bool> _attempts = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _givingUp = new();

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public RunWorker(RunStore store, RunQueue queue, WorkerOptions? options = null)
    {
        (_store, _queue, _options) = (store, queue, (options ?? new WorkerOptions()).Check());
        _leases = new RunLeases(store, $"{WorkerName.Own}", _options.Lease, _options.Group);
        _rungs = new RungDecisions(store, _options.Group);
        _slots = new DeviceSlots(_options.Slots, _options.Gpus);
    }

    /// <summary>Works until stopped; active runs then save a checkpoint and are left to other workers.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var length = new QueueLength(_store);
        var server = new BackgroundJobServer(
            new BackgroundJobServerOptions
            {
                ServerName = $"mlnetcnn:{WorkerName.Own}",
                WorkerCount = _slots.Count,
                Queues = [.. RunQueue.Names.Where(n => n != DeviceFit.Cuda || _slots.HasGpus)],
                Activator = new Activator(_ => new RunJob(TakeAllAsync)),
                ShutdownTimeout = Timeout.InfiniteTimeSpan,
                StopTimeout = TimeSpan.Zero,
            },
            _queue.Storage);
        try
        {
            await WatchAsync(stop);
        }
        finally
        {
            await _stopping.CancelAsync();
            foreach (var attempt in _attempts.Keys)
                attempt.Stop(StopReason.Shutdown);
            // An unavailable store must not delay the end: leases expire by themselves.
            _givingUp.CancelAfter(_options.Lease + TimeSpan.FromSeconds(30));
            await Task.Run(server.Dispose, CancellationToken.None);
        }
    }

    /// <summary><see cref="RunAsync"/> must have ended.</summary>
    public void Dispose()
    {
        _stopping.Dispose();
        _givingUp.Dispose();
    }

    /// <summary>Claims runs until none is waiting that a free device can serve.</summary>
    private async Task TakeAllAsync(CancellationToken cancellation)
    {
        while (!_stopping.IsCancellationRequested && await TakeAsync(cancellation))
        {
        }
    }

    private async Task<bool> TakeAsync(CancellationToken cancellation)
    {
        foreach (var device in _slots.Free())
        {
            if (!_slots.TryTake(device))
                continue;
            try
            {
                if (await _leases.ClaimAsync(DeviceFit.ServedBy(device, _slots.HasGpus), cancellation) is { } lease)
                {
                    await DoAsync(new RunAttempt(_store, lease, device, _options));
                    return true;
                }
            }
            finally
            {
                _slots.Release(device);
            }
        }
        return false;
    }

    private async Task DoAsync(RunAttempt attempt)
    {
        _attempts.TryAdd(attempt, true);
        try
        {
            if (_stopping.IsCancellationRequested)
                attempt.Stop(StopReason.Shutdown);
            await attempt.ExecuteAsync(_givingUp.Token);
        }
        finally
        {
            _attempts.TryRemove(attempt, out _);
        }
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        var (beat, lost, wake, trash) = (Every(_leases.BeatInterval), Every(_leases.BeatInterval), Every(WakeInterval), Every(TrashInterval));
        var rungs = Every(RungInterval);
        using var timer = new PeriodicTimer(LookInterval, _store.Time);
        var wasAway = false;
        try
        {
            do
            {
                try
                {
                    if (beat.IsDue())
                        await _leases.BeatAsync(stop);
                    await LookAfterOwnAsync(stop);
                    if (lost.IsDue())
                        await LookAfterLostAsync(stop);
                    if (rungs.IsDue())
                        await DecideAsync(stop);
                    if (wake.IsDue())
                        await WakeAsync(stop);
                    if (trash.IsDue())
                        await new RunTrash(_store).EmptyAsync(_options.TrashAge, stop);
                    if (wasAway)
                        _options.Log?.Report("the store is back");
                    wasAway = false;
                }
                catch (Exception e) when (StoreException.IsPassing(e))
                {
                    if (!wasAway)
                        _options.Log?.Report($"the store is away, runs go on: {FailureSentence.Of(e)}");
                    wasAway = true;
                }
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped on purpose.
        }

        Due Every(TimeSpan interval) => new(_store.Time, interval);
    }

    private async Task LookAfterLostAsync(CancellationToken cancellation)
    {
        if (await _leases.ReleaseLostAsync(cancellation) is > 0 and var released)
        {
            _options.Log?.Report($"{released} runs of lost workers wait again");
            _queue.Wake(DeviceFit.Auto);
        }
        foreach (var run in await _leases.TakeUnsettledAsync(cancellation))
        {
            try
            {
                await run.SettleAsync(cancellation);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreException)
            {
                _options.Log?.Report($"{run.Run.Id}: its folder could not be put in order: {FailureSentence.Of(e)}");
            }
        }
    }

    private async Task LookAfterOwnAsync(CancellationToken cancellation)
    {
        if (_attempts.IsEmpty)
            return;
        var attempts = _attempts.Keys.ToArray();
        var own = await _leases.OwnAsync(cancellation);
        foreach (var attempt in attempts.Where(_attempts.ContainsKey))
        {
            var reason = !own.TryGetValue(attempt.Id, out var row) || row.Token != attempt.Token ? StopReason.Lost : row.Wish switch
            {
                RunWish.Cancel => StopReason.Cancel,
                RunWish.Pause => StopReason.Pause,
                _ => StopReason.None,
            };
            attempt.Stop(reason);
        }
    }

    private async Task DecideAsync(CancellationToken cancellation)
    {
        var (pruned, goOn) = await _rungs.DecideAsync(cancellation);
        foreach (var (id, sentence) in pruned)
            _options.Log?.Report($"{id} cancelled: {sentence}");
        if (goOn > 0)
            _queue.Wake(DeviceFit.Auto);
    }

    private async Task WakeAsync(CancellationToken cancellation)
    {
        string[] devices = [.. _slots.Free().SelectMany(d => DeviceFit.ServedBy(d, _slots.HasGpus)).Distinct()];
        var since = _store.Location.IsPostgres ? MissedAfter : TimeSpan.Zero;
        if (devices.Length > 0 && await _leases.IsAnyWaitingAsync(devices, since, cancellation))
            _queue.Wake(DeviceFit.Auto);
    }

    private sealed class Activator(Func<Type, object> create) : JobActivator
    {
        public override object ActivateJob(Type jobType) => create(jobType);
    }

    /// <summary>True once per interval; the first time immediately.</summary>
    private sealed class Due(TimeProvider time, TimeSpan interval)
    {
        private long? _last;

        public bool IsDue()
        {
            if (_last is { } last && time.GetElapsedTime(last) < interval)
                return false;
            _last = time.GetTimestamp();
            return true;
        }
    }
}
