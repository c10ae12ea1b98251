using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace MlNetCnn.Experiments;

/// <summary>
/// Follows the runs of a store that any number of processes write to. A look costs next to nothing while nobody writes; else it reads the
/// runs that are under way and the new ones, and only now and then all. For one caller at a time.
/// </summary>
internal sealed class RunFollower : IDisposable
{
    // What people change of runs that are over is seen so much later, where another process changes it.
    private static readonly TimeSpan ThoroughInterval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LostInterval = TimeSpan.FromSeconds(2);

    // A thorough look at very many runs may take a hundredth of the time, not more.
    private const int LeastPause = 100;

    private static readonly RunState[] Open = [.. RunStates.All.Where(s => !s.IsOver())];

    private readonly RunStore _store;
    private readonly StoreStamp _stamp;
    private readonly LostRuns _lost;
    private readonly Dictionary<string, (SummaryRow Row, RunSummary Run, EpochSum Sum)> _runs = new(StringComparer.Ordinal);
    private long? _thoroughAt;
    private long _lostAt;
    private TimeSpan _thoroughTook;
    private bool _owesThorough;

    /// <summary>A follower that has not looked yet.</summary>
    public RunFollower(RunStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_store, _stamp, _lost) = (store, new StoreStamp(store.Location), new LostRuns(store));
    }

    /// <summary>All runs, those in the trash too, as the last look found them, the newest first.</summary>
    public ImmutableArray<RunSummary> Runs { get; private set; } = [];

    /// <summary>Looks at the store.</summary>
    /// <param name="thorough">Whether every run is read, so that nothing that was written before can be missed. The first look always is.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StoreException">The store cannot be reached; the next look may.</exception>
    public async Task<RunChanges> LookAsync(bool thorough = false, CancellationToken cancellation = default)
    {
        try
        {
            await ReleaseLostAsync(cancellation);
            var isNew = _stamp.IsNew();
            _owesThorough |= isNew;
            thorough |= _thoroughAt is not { } at
                || (_owesThorough && _store.Time.GetElapsedTime(at) is var since && since >= ThoroughInterval && since >= LeastPause * _thoroughTook);
            return isNew || thorough ? await ReadAsync(thorough, cancellation) : new RunChanges(false, []);
        }
        catch (Exception e) when (StoreException.IsOfDatabase(e))
        {
            _owesThorough = true;
            throw StoreException.Of(_store.Location, e);
        }
    }

    /// <summary>Lets go of the store.</summary>
    public void Dispose() => _stamp.Dispose();

    // Who was killed writes nothing: without a worker somewhere nobody else would tell.
    private async Task ReleaseLostAsync(CancellationToken cancellation)
    {
        if (_store.Time.GetElapsedTime(_lostAt) < LostInterval || !_runs.Values.Any(r => r.Run.State == RunState.Running))
            return;
        _lostAt = _store.Time.GetTimestamp();
        await _lost.ReleaseAsync(cancellation);
    }

    private async Task<RunChanges> ReadAsync(bool thorough, CancellationToken cancellation)
    {
        var start = _store.Time.GetTimestamp();
        await using var context = _store.Database.Open();
        var (rows, gone) = thorough ? await AllAsync(context, cancellation) : await OpenAsync(context, cancellation);
        var changed = rows.Where(row => thorough || !_runs.TryGetValue(row.Id, out var known) || row != known.Row).ToList();
        var tags = await TagsAsync(context, thorough ? null : [.. changed.Select(r => r.Id)], cancellation);
        var sums = await SumsAsync(context, changed, cancellation);
        var ids = gone.ToList();
        foreach (var row in changed)
        {
            var known = _runs.GetValueOrDefault(row.Id);
            var sum = sums.TryGetValue(row.Id, out var counted) ? counted : known.Sum;
            var run = Summary(row, sum, tags.TryGetValue(row.Id, out var found) ? found : [], known.Run);
            _runs[row.Id] = (row, run, sum);
            if (run != known.Run)
                ids.Add(row.Id);
        }
        foreach (var id in gone)
            _runs.Remove(id);
        if (ids.Count > 0)
            Runs = [.. _runs.Values.Select(r => r.Run).OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id, StringComparer.Ordinal)];
        if (thorough)
            (_thoroughAt, _thoroughTook, _owesThorough) = (_store.Time.GetTimestamp(), _store.Time.GetElapsedTime(start), false);
        return new RunChanges(true, [.. ids]);
    }

    private async Task<(List<SummaryRow> Rows, IEnumerable<string> Gone)> AllAsync(RunContext context, CancellationToken cancellation)
    {
        var rows = await context.Runs.Select(SummaryRow.Of).ToListAsync(cancellation);
        return (rows, _runs.Keys.Except(rows.Select(r => r.Id)).ToList());
    }

    private async Task<(List<SummaryRow> Rows, IEnumerable<string> Gone)> OpenAsync(RunContext context, CancellationToken cancellation)
    {
        var newest = Runs is [var first, ..] ? first.CreatedAt : DateTimeOffset.MinValue;
        var rows = await context.Runs.Where(r => Open.Contains(r.State) || r.CreatedAt >= newest).Select(SummaryRow.Of).ToListAsync(cancellation);
        // What was under way and is no more, or was removed.
        string[] left = [.. _runs.Values.Where(r => !r.Run.State.IsOver()).Select(r => r.Run.Id).Except(rows.Select(r => r.Id))];
        if (left.Length == 0)
            return (rows, []);
        var found = await context.Runs.Where(r => left.Contains(r.Id)).Select(SummaryRow.Of).ToListAsync(cancellation);
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

    /// <summary>What the epochs come to of those runs of which this is not known: of one that goes on only its new epochs are read.</summary>
    private async Task<Dictionary<string, EpochSum>> SumsAsync(RunContext context, List<SummaryRow> rows, CancellationToken cancellation)
    {
        var sums = new Dictionary<string, EpochSum>(StringComparer.Ordinal);
        var anew = new List<string>();
        foreach (var row in rows.Where(r => r.Epoch > 0))
        {
            var (before, _, sum) = _runs.GetValueOrDefault(row.Id);
            // A run that another worker took tells epochs again.
            if (before is null || before.Token != row.Token || before.State != row.State || row.Epoch < before.Epoch)
                anew.Add(row.Id);
            else if (row.Epoch > before.Epoch)
                sums[row.Id] = await SumAsync(context.Epochs.Where(e => e.RunId == row.Id && e.Epoch > before.Epoch), sum, cancellation);
        }
        // A list of very many names takes longer than to read all.
        var isAll = anew.Count > 500;
        var epochs = isAll ? context.Epochs : context.Epochs.Where(e => anew.Contains(e.RunId));
        if (anew.Count == 0)
            return sums;
        await foreach (var group in epochs.GroupBy(e => e.RunId).Select(g => new
        {
            g.Key,
            Count = g.Count(),
            Seconds = g.Sum(e => e.ImagesPerSecond > 0 ? 1 / e.ImagesPerSecond : 0),
        }).AsAsyncEnumerable().WithCancellation(cancellation))
            sums[group.Key] = new EpochSum(group.Count, group.Seconds, 0, null);
        await foreach (var best in epochs.Where(e => e.IsBest).OrderBy(e => e.Epoch)
            .Select(e => new { e.RunId, e.Epoch, Accuracy = e.ValidationAccuracy ?? e.TrainAccuracy }).AsAsyncEnumerable().WithCancellation(cancellation))
            sums[best.RunId] = sums.GetValueOrDefault(best.RunId) with { BestEpoch = best.Epoch, BestAccuracy = best.Accuracy };
        return sums;
    }

    private static async Task<EpochSum> SumAsync(IQueryable<EpochRow> epochs, EpochSum before, CancellationToken cancellation) =>
        (await epochs.AsNoTracking().OrderBy(e => e.Epoch).ToListAsync(cancellation)).Aggregate(before, (sum, epoch) => sum.Add(epoch));

    private static RunSummary Summary(SummaryRow row, EpochSum sum, ImmutableArray<string> tags, RunSummary? known) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Note = row.Note,
        Group = row.Group,
        // Arrays are equal when they are the same one.
        Tags = known is not null && known.Tags.SequenceEqual(tags) ? known.Tags : tags,
        State = row.State,
        Wish = row.Wish,
        Architecture = row.Architecture,
        Data = row.Data,
        CreatedAt = row.CreatedAt,
        StartedAt = row.StartedAt,
        EndedAt = row.EndedAt,
        TrashedAt = row.TrashedAt,
        Attempts = row.Token,
        Epoch = row.Epoch,
        Epochs = row.Epochs,
        Sentence = row.Sentence,
        PrunedAfter = row.PrunedAfter,
        BestEpoch = sum.BestEpoch,
        BestAccuracy = sum.BestAccuracy,
        TestAccuracy = row.Accuracy,
        ImagesPerSecond = sum.ImagesPerSecond,
    };
}
