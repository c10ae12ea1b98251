using System.Collections.Immutable;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>
/// Polls the store for all open pages, since other processes write to it too: every quarter of a second while a run is active, else every
/// second, and never without watchers. Watchers are notified of changes on any thread.
/// </summary>
internal sealed partial class RunFeed : IAsyncDisposable
{
    public static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(250);
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    private readonly RunStore _store;
    private readonly RunFollower _follower;
    private readonly ITimer _timer;
    private readonly ILogger<RunFeed> _logger;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _looking = new(1);
    private readonly Dictionary<string, (WatchedRun Run, List<RunWatch> Watches)> _watched = new(StringComparer.Ordinal);
    private readonly List<RunWatch> _lists = [];
    private bool _isDisposed;

    public RunFeed(RunStore store, TimeProvider time, ILogger<RunFeed> logger)
    {
        (_store, _logger) = (store, logger);
        _follower = new RunFollower(store);
        _timer = time.CreateTimer(_ => _ = TickAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Including the trash, newest first.</summary>
    public ImmutableArray<RunSummary> Runs => _follower.Runs;

    /// <summary>Why the store cannot be read, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>The problem, and that the displayed data may be outdated.</summary>
    public string? Doubt => Problem is null ? null : $"{Problem} What is shown may be old.";

    private bool IsWatched => _lists.Count > 0 || _watched.Count > 0;

    /// <summary>
    /// Watches the list of runs; <paramref name="changed"/> is called for new, changed and removed runs, and when <see cref="Problem"/>
    /// changes.
    /// </summary>
    public RunWatch Watch(Action changed)
    {
        var watch = new RunWatch(null, changed, End);
        lock (_lock)
            _lists.Add(watch);
        watch.FirstLook = LookAsync(thorough: false);
        return watch;
    }

    /// <summary>
    /// Watches a run, its epochs and the steps of the current epoch; <see cref="RunWatch.Now"/> is null where there is no such run.
    /// </summary>
    public RunWatch Watch(string id, Action changed)
    {
        RunWatch watch;
        WatchedRun run;
        lock (_lock)
        {
            if (!_watched.TryGetValue(id, out var entry))
                _watched.Add(id, entry = (new WatchedRun(_store, id), []));
            run = entry.Run;
            entry.Watches.Add(watch = new RunWatch(run, changed, End));
        }
        watch.FirstLook = LookAsync(thorough: false);
        return watch;
    }

    /// <summary>Polls immediately, so that a user sees the effect of an action.</summary>
    public Task LookAsync() => LookAsync(thorough: true);

    /// <summary>Stops polling, after a poll in progress.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
            _isDisposed = true;
        await _timer.DisposeAsync();
        await _looking.WaitAsync();
        _follower.Dispose();
        _looking.Dispose();
    }

    private async Task TickAsync()
    {
        // Skip if the previous poll is still in progress.
        if (_isDisposed || !await _looking.WaitAsync(0))
            return;
        await LookNowAsync(thorough: false);
    }

    private async Task LookAsync(bool thorough)
    {
        await _looking.WaitAsync();
        await LookNowAsync(thorough);
    }

    private async Task LookNowAsync(bool thorough)
    {
        RunWatch[] told = [];
        try
        {
            told = await FindChangedAsync(thorough);
        }
#pragma warning disable CA1031 // Whatever it is, pages say it, and the next look may succeed.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (Problem is null)
                LogAway(_logger, e);
            told = Problem == BrowserWords.Of(e) ? [] : Everybody();
            Problem = BrowserWords.Of(e);
        }
        finally
        {
            _looking.Release();
        }
        Rearm();
        foreach (var watch in told)
            watch.Tell();
    }

    private async Task<RunWatch[]> FindChangedAsync(bool thorough)
    {
        var changes = await _follower.LookAsync(thorough);
        var told = new HashSet<RunWatch>();
        KeyValuePair<string, (WatchedRun Run, List<RunWatch> Watches)>[] watched;
        lock (_lock)
            watched = [.. _watched];
        foreach (var (id, (run, watches)) in watched)
        {
            var isNew = run.Now is null;
            var isChanged = changes.Contains(id) || thorough;
            if (!isNew && !isChanged && !run.IsGrowing)
                continue;
            if (await run.ReadAsync(isNew || isChanged))
                lock (_lock)
                    told.UnionWith(watches);
        }
        if (!changes.IsEmpty)
            lock (_lock)
                told.UnionWith(_lists);
        if (Problem is not null)
            told.UnionWith(Everybody());
        Problem = null;
        return [.. told];
    }

    private RunWatch[] Everybody()
    {
        lock (_lock)
            return [.. _lists, .. _watched.Values.SelectMany(t => t.Watches)];
    }

    private void Rearm()
    {
        lock (_lock)
        {
            if (!_isDisposed && IsWatched)
                _timer.Change(Runs.Any(r => !r.State.IsOver() && r.State != RunState.Paused) ? Busy : Quiet, Timeout.InfiniteTimeSpan);
        }
    }

    private void End(RunWatch watch)
    {
        lock (_lock)
        {
            _lists.Remove(watch);
            foreach (var (id, (_, watches)) in _watched.ToArray())
            {
                if (watches.Remove(watch) && watches.Count == 0)
                    _watched.Remove(id);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The store of runs cannot be read at the moment.")]
    private static partial void LogAway(ILogger logger, Exception exception);
}
