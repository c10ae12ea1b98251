using System.Collections.Immutable;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>What a comparison page shows: the runs of its address, their comparison, and the runs that are not in it yet.</summary>
internal sealed class ComparedRuns(RunStore store, RunFeed feed)
{
    private const int MostRuns = 1000;

    private ComparisonAddress _address = new([], null);
    private bool _isReading, _isTold;

    public ImmutableArray<Run> Runs { get; private set; } = [];

    /// <summary>Null until it is read.</summary>
    public Comparison? Comparison { get; private set; }

    /// <summary>In the order of the address.</summary>
    public IReadOnlyList<ComparisonRow> Rows { get; private set; } = [];

    /// <summary>The row that the others are compared with, or null.</summary>
    public ComparisonRow? Baseline { get; private set; }

    /// <summary>The chance of the difference to the baseline between equally good models, where it can be told.</summary>
    public IReadOnlyDictionary<ComparisonRow, double> AgainstBaseline { get; private set; } = ImmutableDictionary<ComparisonRow, double>.Empty;

    /// <summary>Unfinished, failed and cancelled runs.</summary>
    public IReadOnlyList<RunSummary> Waiting { get; private set; } = [];

    /// <summary>One run of each row, then those in training, by ID.</summary>
    public IReadOnlyList<string> Drawn { get; private set; } = [];

    public IReadOnlyList<string> Problems { get; private set; } = [];

    private IEnumerable<RunSummary> Chosen
    {
        get
        {
            var ids = Runs.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
            return feed.Runs.Where(r => ids.Contains(r.Id) || (_address.Group is not null && r.Group == _address.Group && r.TrashedAt is null)).Take(MostRuns);
        }
    }

    public async Task OpenAsync(ComparisonAddress address)
    {
        var isSame = Comparison is not null && address.Group == _address.Group && address.Runs.SequenceEqual(_address.Runs);
        _address = address;
        if (isSame)
            await ShowAsync(Runs);
        else
            await RereadAsync();
        await FollowAsync();
    }

    public async Task RereadAsync() => await ShowAsync(await ReadAsync());

    /// <summary>Takes what the feed has told since.</summary>
    public async Task FollowAsync()
    {
        _isTold = true;
        if (_isReading || Comparison is null || _address.IsEmpty)
            return;
        _isReading = true;
        try
        {
            while (_isTold)
            {
                _isTold = false;
                // Read predictions again only when another run has succeeded.
                if (Chosen.Count(r => r.State == RunState.Succeeded) != Runs.Count(r => r.State == RunState.Succeeded))
                    await RereadAsync();
                else
                    Follow();
            }
        }
        finally
        {
            _isReading = false;
        }
    }

    public ComparisonRow? RowOf(string id) => Comparison?.Rows.FirstOrDefault(r => r.Runs[0].Id == id);

    private async Task<ImmutableArray<Run>> ReadAsync()
    {
        var problems = new List<string>();
        var runs = new List<Run>();
        try
        {
            if (_address.Group is { } group)
                runs.AddRange(await store.ListAsync(new RunFilter { Group = group, Take = MostRuns }));
            foreach (var id in _address.Runs.Take(MostRuns))
            {
                if (await store.FindAsync(id) is { } run)
                    runs.Add(run);
                else
                    problems.Add($"There is no run “{id}”: it may have been deleted.");
            }
        }
        catch (StoreException e)
        {
            problems.Add(BrowserWords.Of(e));
        }
        Problems = problems;
        return [.. runs.DistinctBy(r => r.Id)];
    }

    private async Task ShowAsync(ImmutableArray<Run> runs)
    {
        var address = _address;
        var (comparison, baseline, against) = await Task.Run(() =>
        {
            var comparison = Comparison.Of(store, runs, address.Cost);
            var baseline = comparison.Rows.FirstOrDefault(r => r.Runs.Any(run => run.Id == address.Baseline));
            return (comparison, baseline, baseline is null ? [] : comparison.Rows.Where(r => r != baseline)
                .Select(r => (Row: r, Test: comparison.Test(baseline, r))).Where(t => t.Test is not null).ToDictionary(t => t.Row, t => t.Test!.PValue));
        });
        if (address != _address)
            return; // Somebody chose something else meanwhile.
        (Runs, Comparison, Baseline, AgainstBaseline) = (runs, comparison, baseline, against);
        Follow();
        Rows = address.Order(comparison.Rows);
    }

    // The feed is newer than the rows read before, and sufficient for runs that are not in the table.
    private void Follow()
    {
        Waiting = [.. Chosen.Where(r => r.State != RunState.Succeeded)];
        Drawn = [.. Comparison!.Rows.Select(r => r.Runs[0].Id), .. Waiting.Where(r => r.Epoch > 0).Select(r => r.Id)];
    }
}
