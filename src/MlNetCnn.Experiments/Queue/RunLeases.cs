using Microsoft.EntityFrameworkCore;

namespace MlNetCnn.Experiments;

/// <summary>
/// Gives waiting runs to a worker for a time that it prolongs by its heartbeat, and finds those whose worker fell silent. Every change is
/// one statement that names the number of the lease it builds on, so that of several workers one wins.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="worker">The worker.</param>
/// <param name="length">How long a worker may be silent.</param>
/// <param name="group">The only group whose runs it takes, or null for all.</param>
internal sealed class RunLeases(RunStore store, string worker, TimeSpan length, string? group = null)
{
    private const int Candidates = 8;

    private readonly LostRuns _lost = new(store, length, worker);

    /// <summary>How often a heartbeat is due.</summary>
    public TimeSpan BeatInterval => _lost.BeatInterval;

    /// <summary>Takes the waiting run that is first by priority and age, of those that ask for one of these devices.</summary>
    /// <returns>Null where none waits.</returns>
    public async Task<LeasedRun?> ClaimAsync(string[] devices, CancellationToken cancellation)
    {
        await using var context = store.Database.Open();
        var waiting = RunStates.Before(RunState.Running);
        while (true)
        {
            var first = await Waiting(context, devices).OrderByDescending(r => r.Priority).ThenBy(r => r.QueuedAt).ThenBy(r => r.Id)
                .Select(r => new { r.Id, r.Token }).Take(Candidates).ToListAsync(cancellation);
            foreach (var run in first)
            {
                var (now, token) = (store.Now, run.Token + 1);
                var taken = await context.Runs.Where(r => r.Id == run.Id && r.Token == run.Token && waiting.Contains(r.State) && r.Worker == null && r.TrashedAt == null)
                    .ExecuteUpdateAsync(row => row
                        .SetProperty(r => r.State, RunState.Running)
                        .SetProperty(r => r.Wish, RunWish.None)
                        .SetProperty(r => r.Token, token)
                        .SetProperty(r => r.Worker, worker)
                        .SetProperty(r => r.LeaseUntil, now + length)
                        .SetProperty(r => r.Sentence, (string?)null)
                        .SetProperty(r => r.StartedAt, r => r.StartedAt ?? now), cancellation);
                if (taken == 1)
                    return new LeasedRun(store, await store.GetAsync(run.Id, cancellation), token, length);
            }
            if (first.Count < Candidates)
                return null;
        }
    }

    /// <summary>Keeps a new run that this worker has from the beginning.</summary>
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

    /// <summary>Whether a run waits for one of these devices, at least so long.</summary>
    public async Task<bool> IsAnyWaitingAsync(string[] devices, TimeSpan since, CancellationToken cancellation)
    {
        await using var context = store.Database.Open();
        var before = store.Now - since;
        return await Waiting(context, devices).AnyAsync(r => r.QueuedAt <= before, cancellation);
    }

    /// <summary>Prolongs all leases of this worker.</summary>
    public async Task BeatAsync(CancellationToken cancellation)
    {
        await using var context = store.Database.Open();
        var until = store.Now + length;
        await context.Runs.Where(r => r.Worker == worker && r.State == RunState.Running)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.LeaseUntil, until), cancellation);
    }

    /// <summary>The runs that are this worker's, with the numbers of their leases and what is asked of them.</summary>
    public async Task<IReadOnlyDictionary<string, (int Token, RunWish Wish)>> OwnAsync(CancellationToken cancellation)
    {
        await using var context = store.Database.Open();
        var rows = await context.Runs.Where(r => r.Worker == worker && r.State == RunState.Running)
            .Select(r => new { r.Id, r.Token, r.Wish }).ToListAsync(cancellation);
        return rows.ToDictionary(r => r.Id, r => (r.Token, r.Wish), StringComparer.Ordinal);
    }

    /// <inheritdoc cref="LostRuns.ReleaseAsync"/>
    public Task<int> ReleaseLostAsync(CancellationToken cancellation) => _lost.ReleaseAsync(cancellation);

    /// <summary>Takes runs over that ended, but whose worker was lost before it had put their folders in order.</summary>
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
        // One that its worker has not let go yet is still having its folder put in order.
        var runs = context.Runs.Where(r => waiting.Contains(r.State) && r.Worker == null && r.TrashedAt == null && devices.Contains(r.RequestedDevice));
        return group is null ? runs : runs.Where(r => r.Group == group);
    }
}
