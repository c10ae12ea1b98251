using Microsoft.EntityFrameworkCore;

namespace MlNetCnn.Experiments;

/// <summary>Releases runs of workers that have died or were silent for too long.</summary>
/// <param name="store">The store.</param>
/// <param name="length">How long a worker may be silent.</param>
/// <param name="worker">Whoever asks, whose own runs are not lost; empty for a process that takes none.</param>
internal sealed class LostRuns(RunStore store, TimeSpan length, string worker = "")
{
    /// <summary>A run that loses this many workers without finishing an epoch fails.</summary>
    public const int MostLosses = 10;

    private readonly Dictionary<(string Id, int Token, DateTimeOffset LeaseUntil), long> _silentSince = [];

    public LostRuns(RunStore store)
        : this(store, DefaultLease)
    {
    }

    public static TimeSpan DefaultLease { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Heartbeat interval of a worker.</summary>
    public TimeSpan BeatInterval => length / 5;

    /// <returns>How many.</returns>
    public async Task<int> ReleaseAsync(CancellationToken cancellation)
    {
        await using var context = store.Database.Open();
        var now = store.Now;
        var running = await context.Runs.AsNoTracking().Where(r => r.State == RunState.Running && r.Worker != worker)
            .Select(r => new { r.Id, r.Token, r.Worker, r.LeaseUntil, r.LostInARow, r.Wish }).ToListAsync(cancellation);
        var silent = running.Where(r => r.LeaseUntil < now).Select(r => (r.Id, r.Token, r.LeaseUntil!.Value)).ToHashSet();
        foreach (var recovered in _silentSince.Keys.Except(silent).ToArray())
            _silentSince.Remove(recovered);
        var released = 0;
        foreach (var run in running.Where(r => WorkerName.IsKnownDead(r.Worker!) || (r.LeaseUntil < now && IsSilent((r.Id, r.Token, r.LeaseUntil.Value)))))
        {
            var lost = run.LostInARow + 1;
            var (state, sentence) = run.Wish switch
            {
                RunWish.Cancel => (RunState.Cancelled, (string?)null),
                RunWish.Pause => (RunState.Paused, null),
                _ when lost >= MostLosses => (RunState.Failed, $"Its worker was lost {lost} times in a row without an epoch in between: it may take more memory than there is."),
                _ => (RunState.Interrupted, $"The worker {run.Worker} was lost."),
            };
            var ended = state.IsOver() ? now : (DateTimeOffset?)null;
            released += await context.Runs.Where(r => r.Id == run.Id && r.Token == run.Token && r.State == RunState.Running && r.LeaseUntil == run.LeaseUntil)
                .ExecuteUpdateAsync(row => row
                    .SetProperty(r => r.State, state)
                    .SetProperty(r => r.Sentence, sentence)
                    .SetProperty(r => r.Wish, RunWish.None)
                    .SetProperty(r => r.Worker, (string?)null)
                    .SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null)
                    .SetProperty(r => r.LostInARow, lost)
                    .SetProperty(r => r.EndedAt, ended), cancellation);
        }
        return released;
    }

    // While the database was away nobody could renew a lease: only silence that this process has observed counts.
    private bool IsSilent((string, int, DateTimeOffset) lease)
    {
        if (_silentSince.TryAdd(lease, store.Time.GetTimestamp()))
            return false;
        return store.Time.GetElapsedTime(_silentSince[lease]) >= BeatInterval * 2;
    }
}
