using Microsoft.EntityFrameworkCore;

namespace MlNetCnn.Experiments;

/// <summary>
/// Leases waiting runs to a worker, which renews the leases by its heartbeat, and finds runs whose worker is lost. Each change is one
/// statement conditional on the lease number, so that one of several workers wins.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="worker">The worker.</param>
/// <param name="length">How long a worker may be silent.</param>
/// <param name="group">The only group whose runs it takes, or null for all.</param>
internal sealed class RunLeases(RunStore store, string worker, TimeSpan length, string? group = null)
{
    private const int Candidates = 8;

    private readonly LostRuns _lost = new(store, length, worker);

    public TimeSpan BeatInterval => _lost.BeatInterval;

    /// <summary>Claims the first waiting run by priority and age among those that one of these devices can serve.</summary>
    /// <returns>Null where none waits.</returns>
    public async Task<LeasedRun?> ClaimAsync(string[] devices, CancellationToken cancellation)
    {
        await using var context = store.Database.Open();
        while (true)
        {
            var first = await Waiting(context, devices).OrderByDescending(r => r.Priority).ThenBy(r => r.QueuedAt).ThenBy(r => r.Id)
                .Select(r => new { r.Id, r.Token }).Take(Candidates).ToListAsync(cancellation);
            foreach (var run in first)
            {
                if (await ClaimAsync(run.Id, run.Token, cancellation) is { } claimed)
                    return claimed;
            }
            if (first.Count < Candidates)
                return null;
        }
    }

    /// <summary>Claims one waiting run.</summary>
    /// <param name="id">Its whole ID.</param>
    /// <param name="seen">The number of its last lease.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null where it does not wait, or has been leased since.</returns>
    public async Task<LeasedRun?> ClaimAsync(string id, int seen, CancellationToken cancellation)
    {
        await using var context = store.Database.Open();
        var waiting = RunStates.Before(RunState.Running);
        var (now, token) = (store.Now, seen + 1);
        var taken = await context.Runs.Where(r => r.Id == id && r.Token == seen && waiting.Contains(r.State) && r.Worker == null && r.TrashedAt == null)
            .ExecuteUpdateAsync(row => row
                .SetProperty(r => r.State, RunState.Running)
                .SetProperty(r => r.Wish, RunWish.None)
                .SetProperty(r => r.Token, token)
                .SetProperty(r => r.Worker, worker)
                .SetProperty(r => r.LeaseUntil, now + length)
                .SetProperty(r => r.Sentence, (string?)null)
                .SetProperty(r => r.StartedAt, r => r.StartedAt ?? now), cancellation);
        return taken == 1 ? new LeasedRun(store, await store.GetAsync(id, cancellation), token, length) : null;
    }

    /// <summary>Adds a new run that is leased to this worker from the start.</summary>
    public async Task<LeasedRun> BeginAsync(Run run, CancellationToken cancellation)
    {
        var now = store.Now;
        run = run with { State = RunState.Running, Attempts = 1, StartedAt = now };
        var row = run.ToRow();
        (row.Worker, row.LeaseUntil) = (worker, now + length);
        await using var context = store.Database.Open();
        context.Runs.Add(row);
        await context.SaveChangesAsync(cancellation);
        return new LeasedRun(store, run, run.Attempts, length);
    }

    /// <summary>Whether a run has waited for one of these devices since before this time.</summary>
    public async Task<bool> IsAnyWaitingAsync(string[] devices, TimeSpan since, CancellationToken cancellation)
    {
        await using var context = store.Database.Open();
        var before = store.Now - since;
        return await Waiting(context, devices).AnyAsync(r => r.QueuedAt <= before, cancellation);
    }

    /// <summary>Renews all leases of this worker.</summary>
    public async Task BeatAsync(CancellationToken cancellation)
    {
        await using var context = store.Database.Open();
        var until = store.Now + length;
        await context.Runs.Where(r => r.Worker == worker && r.State == RunState.Running)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.LeaseUntil, until), cancellation);
    }

    /// <summary>This worker's runs, with their lease numbers and pending requests.</summary>
    public async Task<IReadOnlyDictionary<string, (int Token, RunWish Wish)>> OwnAsync(CancellationToken cancellation)
    {
        await using var context = store.Database.Open();
        var rows = await context.Runs.Where(r => r.Worker == worker && r.State == RunState.Running)
            .Select(r => new { r.Id, r.Token, r.Wish }).ToListAsync(cancellation);
        return rows.ToDictionary(r => r.Id, r => (r.Token, r.Wish), StringComparer.Ordinal);
    }

    /// <inheritdoc cref="LostRuns.ReleaseAsync"/>
    public Task<int> ReleaseLostAsync(CancellationToken cancellation) => _lost.ReleaseAsync(cancellation);

    /// <summary>Takes over finished runs whose worker was lost before their folders were settled.</summary>
    /// <returns>They are to be settled: <see cref="LeasedRun.SettleAsync"/>.</returns>
    public async Task<IReadOnlyList<LeasedRun>> TakeUnsettledAsync(CancellationToken cancellation)
    {
        await using var context = store.Database.Open();
        var now = store.Now;
        var left = await context.Runs.AsNoTracking().Where(r => r.Worker != null && r.State != RunState.Running)
            .Select(r => new { r.Id, r.Token, r.Worker, r.LeaseUntil }).ToListAsync(cancellation);
        var taken = new List<LeasedRun>();
        foreach (var run in left.Where(r => r.LeaseUntil < now || WorkerName.IsKnownDead(r.Worker!)))
        {
            var until = now + length;
            if (await context.Runs.Where(r => r.Id == run.Id && r.Token == run.Token && r.Worker == run.Worker && r.LeaseUntil == run.LeaseUntil && r.State != RunState.Running)
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.Worker, worker).SetProperty(r => r.LeaseUntil, until), cancellation) == 1)
                taken.Add(new LeasedRun(store, await store.GetAsync(run.Id, cancellation), run.Token, length));
        }
        return taken;
    }

    private IQueryable<RunRow> Waiting(RunContext context, string[] devices)
    {
        var waiting = RunStates.Before(RunState.Running);
        // A run still leased is having its folder settled.
        var runs = context.Runs.Where(r => waiting.Contains(r.State) && r.Worker == null && r.TrashedAt == null && devices.Contains(r.RequestedDevice));
        return group is null ? runs : runs.Where(r => r.Group == group);
    }
}
