using System.Collections.Immutable;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>
/// Follows the store for all open pages at once, as other processes write to it too: one look every quarter of a second while something is
/// under way, else every second, and none while nobody watches. Those who watch are told, on any thread, when there is something new.
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

    /// <summary>All runs, those in the trash too, the newest first.</summary>
    public ImmutableArray<RunSummary> Runs => _follower.Runs;

    /// <summary>Why the store cannot be read at the moment, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>The problem, and what follows for what is shown.</summary>
    public string? Doubt => Problem is null ? null : $"{Problem} What is shown may be old.";

    private bool IsWatched => _lists.Count > 0 || _watched.Count > 0;

    /// <summary>Watches the list of runs.</summary>
    /// <param name="changed">Told when a run is new, another, or gone, and when <see cref="Problem"/> changes.</param>
    public RunWatch Watch(Action changed)
    {
        var watch = new RunWatch(null, changed, End);
        lock (_lock)
            _lists.Add(watch);
        watch.FirstLook = LookAsync(thorough: false);
        return watch;
    }

    /// <summary>Watches a run: itself, its epochs and the steps of the epoch under way.</summary>
    /// <param name="id">The run's whole name; <see cref="RunWatch.Now"/> is null where there is none.</param>
    /// <param name="changed">Told when any of it is new, and when <see cref="Problem"/> changes.</param>
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

    /// <summary>Looks at once: who just changed something wants to see it.</summary>
    public Task LookAsync() => LookAsync(thorough: true);

    /// <summary>Looks no more; a look that is under way comes to its end first.</summary>
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
        // A look that takes longer than the interval is not overtaken.
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
