namespace MlNetCnn.Experiments;

/// <summary>Executes the runs of a group in this process, alongside other workers, until none is left.</summary>
internal sealed class GroupWorker(RunStore store, RunQueue queue, WorkerOptions options)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Works until every run of the group has finished or is paused. Reports and returns its runs, oldest first; <paramref name="stop"/>
    /// leaves active runs to the next worker, with a checkpoint.
    /// </summary>
    /// <returns>The runs of the group, the oldest first.</returns>
    public async Task<IReadOnlyList<Run>> RunAsync(string group, IProgress<IReadOnlyList<Run>>? progress, CancellationToken stop)
    {
        using var worker = new RunWorker(store, queue, options with { Group = group });
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var work = worker.RunAsync(end.Token);
        try
        {
            using var timer = new PeriodicTimer(LookInterval, store.Time);
            // A worker that ended by itself has failed: its exception is thrown below.
            while (!work.IsCompleted && await IsAnyLeftAsync(group, progress, end.Token))
                await timer.WaitForNextTickAsync(end.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped on purpose.
        }
        finally
        {
            await end.CancelAsync();
            await work;
        }
        return await RunsAsync(group, CancellationToken.None);
    }

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<Run>> RunsAsync(string group, CancellationToken cancellation) =>
        [.. (await store.ListAsync(new RunFilter { Group = group, Take = int.MaxValue }, cancellation)).Reverse()];

    private async Task<bool> IsAnyLeftAsync(string group, IProgress<IReadOnlyList<Run>>? progress, CancellationToken cancellation)
    {
        try
        {
            var runs = await RunsAsync(group, cancellation);
            progress?.Report(runs);
            // Runs at a rung continue by themselves, unless a run that they wait for is paused.
            return runs.Any(r => !r.State.IsOver() && r.State != RunState.Paused)
                || (runs.Any(r => r.IsAtRung) && runs.All(r => r.State != RunState.Paused || r.IsAtRung));
        }
        catch (Exception e) when (StoreException.IsPassing(e))
        {
            return true; // the store is away; the runs go on
        }
    }
}
