namespace MlNetCnn.Experiments;

/// <summary>Does the runs of a group in this process, beside whatever other workers the store has, until none is left to do.</summary>
internal sealed class GroupWorker(RunStore store, RunQueue queue, WorkerOptions options)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Works until every run of the group is over or put aside.</summary>
    /// <param name="group">The group.</param>
    /// <param name="progress">Told now and then how its runs stand, the oldest first.</param>
    /// <param name="stop">Ends it earlier: runs under way are written down and wait for the next worker.</param>
    /// <returns>The runs of the group, the oldest first.</returns>
    public async Task<IReadOnlyList<Run>> RunAsync(string group, IProgress<IReadOnlyList<Run>>? progress, CancellationToken stop)
    {
        using var worker = new RunWorker(store, queue, options with { Group = group });
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var work = worker.RunAsync(end.Token);
        try
        {
            using var timer = new PeriodicTimer(LookInterval, store.Time);
            // A worker that ended by itself has something to say.
            while (!work.IsCompleted && await IsAnyLeftAsync(group, progress, end.Token))
                await timer.WaitForNextTickAsync(end.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As asked.
        }
        finally
        {
            await end.CancelAsync();
            await work;
        }
        return await RunsAsync(group, CancellationToken.None);
    }

    /// <summary>The runs of a group, the oldest first.</summary>
    public async Task<IReadOnlyList<Run>> RunsAsync(string group, CancellationToken cancellation) =>
        [.. (await store.ListAsync(new RunFilter { Group = group, Take = int.MaxValue }, cancellation)).Reverse()];

    private async Task<bool> IsAnyLeftAsync(string group, IProgress<IReadOnlyList<Run>>? progress, CancellationToken cancellation)
    {
        try
        {
            var runs = await RunsAsync(group, cancellation);
            progress?.Report(runs);
            // Runs at a rung go on by themselves, unless somebody paused one that they wait for.
            return runs.Any(r => !r.State.IsOver() && r.State != RunState.Paused)
                || (runs.Any(r => r.IsAtRung) && runs.All(r => r.State != RunState.Paused || r.IsAtRung));
        }
        catch (Exception e) when (StoreException.IsPassing(e))
        {
            return true; // the store is away; the runs go on
        }
    }
}
