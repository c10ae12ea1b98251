using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace MlNetCnn.Experiments;

/// <summary>
/// Polls the runs of a store that any number of processes write to. Cheap while nothing is written; otherwise reads active and new runs,
/// and only occasionally all. Not thread-safe.
/// </summary>
internal sealed class RunFollower : IDisposable
{
    // How long an edit of a finished run by another process may stay unnoticed.
    private static readonly TimeSpan ThoroughInterval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LostInterval = TimeSpan.FromSeconds(2);

    // A full read of many runs may take at most 1 % of the time.
    private const int LeastPause = 100;

    private static readonly RunState[] Open = [.. RunStates.All.Where(s => !s.IsOver())];

    private readonly RunStore _store;
    private readonly StoreStamp _stamp;
    private readonly LostRuns _lost;
    private readonly Dictionary<string, RunSummary> _runs = new(StringComparer.Ordinal);
    private long? _thoroughAt;
    private long _lostAt;
    private TimeSpan _thoroughTook;
    private bool _owesThorough;

    public RunFollower(RunStore store)
    {
        (_store, _stamp, _lost) = (store, new StoreStamp(store.Location), new LostRuns(store));
    }

    /// <summary>As of the last poll, including the trash, newest first.</summary>
    public ImmutableArray<RunSummary> Runs { get; private set; } = [];

    /// <summary>Polls the store.</summary>
    /// <returns>The runs that are new, others, or gone.</returns>
    /// <exception cref="StoreException">The store cannot be reached; the next look may.</exception>
    public async Task<ImmutableArray<string>> LookAsync(bool thorough = false, CancellationToken cancellation = default)
    {
        try
        {
            await ReleaseLostAsync(cancellation);
            var isNew = _stamp.IsNew();
            _owesThorough |= isNew;
            thorough |= _thoroughAt is not { } at
                || (_owesThorough && _store.Time.GetElapsedTime(at) is var since && since >= ThoroughInterval && since >= LeastPause * _thoroughTook);
            return isNew || thorough ? await ReadAsync(thorough, cancellation) : [];
        }
        catch (Exception e) when (StoreException.IsOfDatabase(e))
        {
            _owesThorough = true;
            throw StoreException.Of(_store.Location, e);
        }
    }

    public void Dispose() => _stamp.Dispose();

    // A killed worker writes nothing: without another worker, only this process can tell.
    private async Task ReleaseLostAsync(CancellationToken cancellation)
    {
        if (_store.Time.GetElapsedTime(_lostAt) < LostInterval || !_runs.Values.Any(r => r.State == RunState.Running))
            return;
        _lostAt = _store.Time.GetTimestamp();
        await _lost.ReleaseAsync(cancellation);
    }

    private async Task<ImmutableArray<string>> ReadAsync(bool thorough, CancellationToken cancellation)
    {
        var start = _store.Time.GetTimestamp();
        await using var context = _store.Database.Open();
        var (rows, gone) = thorough ? await AllAsync(context, cancellation) : await OpenAsync(context, cancellation);
        var changed = rows.Where(row => thorough || !_runs.TryGetValue(row.Id, out var known) || row with { Tags = known.Tags } != known).ToList();
        var tags = await TagsAsync(context, thorough ? null : [.. changed.Select(r => r.Id)], cancellation);
        var ids = gone.ToList();
        foreach (var row in changed)
        {
            var known = _runs.GetValueOrDefault(row.Id);
            var found = tags.GetValueOrDefault(row.Id, []);
            // Arrays compare by reference.
            var run = row with { Tags = known is not null && known.Tags.SequenceEqual(found) ? known.Tags : found };
            _runs[row.Id] = run;
            if (run != known)
                ids.Add(row.Id);
        }
        foreach (var id in gone)
            _runs.Remove(id);
        if (ids.Count > 0)
            Runs = [.. _runs.Values.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id, StringComparer.Ordinal)];
        if (thorough)
            (_thoroughAt, _thoroughTook, _owesThorough) = (_store.Time.GetTimestamp(), _store.Time.GetElapsedTime(start), false);
        return [.. ids];
    }

    private async Task<(List<RunSummary> Rows, IEnumerable<string> Gone)> AllAsync(RunContext context, CancellationToken cancellation)
    {
        var rows = await context.Runs.Select(RunSummary.OfRow).ToListAsync(cancellation);
        return (rows, _runs.Keys.Except(rows.Select(r => r.Id)).ToList());
    }

    private async Task<(List<RunSummary> Rows, IEnumerable<string> Gone)> OpenAsync(RunContext context, CancellationToken cancellation)
    {
        var newest = Runs is [var first, ..] ? first.CreatedAt : DateTimeOffset.MinValue;
        var rows = await context.Runs.Where(r => Open.Contains(r.State) || r.CreatedAt >= newest).Select(RunSummary.OfRow).ToListAsync(cancellation);
        // Runs that were active and no longer are, or were removed.
        string[] left = [.. _runs.Values.Where(r => !r.State.IsOver()).Select(r => r.Id).Except(rows.Select(r => r.Id))];
        if (left.Length == 0)
            return (rows, []);
        var found = await context.Runs.Where(r => left.Contains(r.Id)).Select(RunSummary.OfRow).ToListAsync(cancellation);
        return ([.. rows, .. found], left.Except(found.Select(r => r.Id)).ToList());
    }

    private static async Task<Dictionary<string, ImmutableArray<string>>> TagsAsync(RunContext context, string[]? ids, CancellationToken cancellation)
    {
        if (ids is [])
            return [];
        var tags = ids is null ? context.Tags : context.Tags.Where(t => ids.Contains(t.RunId));
        return (await tags.AsNoTracking().ToListAsync(cancellation)).GroupBy(t => t.RunId, t => t.Tag, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Order(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal);
    }
}
