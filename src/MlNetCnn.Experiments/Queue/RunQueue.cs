using Hangfire;
using Hangfire.Common;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.States;
using Microsoft.EntityFrameworkCore;

namespace MlNetCnn.Experiments;

/// <summary>
/// Queues runs and cancels, pauses and resumes them. The rows in the store are authoritative; Hangfire only wakes workers, in memory within
/// this process and through the database across machines.
/// </summary>
internal sealed class RunQueue
{
    internal static readonly string[] Names = [DeviceFit.Auto, DeviceFit.Cpu, DeviceFit.Cuda];

    private readonly RunStore _store;
    private readonly BackgroundJobClient _client;

    public RunQueue(RunStore store)
    {
        _store = store;
        Storage = store.Location.IsPostgres ? Shared(store.Location.ConnectionString) : new InMemoryStorage();
        _client = new BackgroundJobClient(Storage);
    }

    internal JobStorage Storage { get; }

    /// <summary>Adds a new run and wakes a worker.</summary>
    /// <inheritdoc cref="RunStore.AddAsync(RunRequest, int, string?, CancellationToken)"/>
    public async Task<Run> AddAsync(RunRequest request, int priority = 0, string? note = null, CancellationToken cancellation = default)
    {
        if (request.Folds is not null)
            throw new ArgumentException("A worker trains without cross-validation: leave the folds out, or use 'mlnetcnn train --folds'.", nameof(request));
        var run = await _store.AddAsync(request, priority, note, cancellation);
        Wake(run);
        return run;
    }

    /// <summary>
    /// Adds the runs of a sweep, all or none, and wakes workers. Runs that its group already has are skipped unless they failed or were
    /// cancelled by somebody.
    /// </summary>
    /// <returns>The new runs.</returns>
    /// <inheritdoc cref="Sweep.Requests" path="/exception"/>
    public async Task<IReadOnlyList<Run>> AddAsync(Sweep sweep, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(sweep.Group))
            throw new ArgumentException("A sweep needs a group to keep its runs in.", nameof(sweep));
        var requests = sweep.Requests();
        return await AddAsync(requests, sweep.Group, sweep.HalvingOf(requests), cancellation: cancellation);
    }

    /// <summary>As <see cref="AddAsync(Sweep, CancellationToken)"/>.</summary>
    internal async Task<IReadOnlyList<Run>> AddAsync(
        IReadOnlyList<RunRequest> requests, string group, SuccessiveHalving? halving = null, int priority = 0, string? note = null, CancellationToken cancellation = default)
    {
        var there = (await _store.ListAsync(new RunFilter { Group = group, Take = int.MaxValue }, cancellation))
            .Where(r => r.State != RunState.Failed && (r.State != RunState.Cancelled || r.PrunedAfter is not null)).Select(r => r.RequestHash).ToHashSet();
        Run[] runs = [.. requests.Where(r => !there.Contains(r.ContentHash()))
            .Select(request => _store.NewRun(request with { Group = group }, priority, note) with { Halving = halving, PauseAfter = halving?.Rungs[0] })];
        await _store.AddAsync(runs, cancellation);
        foreach (var run in runs)
            Wake(run);
        return runs;
    }

    /// <summary>Cancels a run: immediately if it is waiting, after the current batch if it is running.</summary>
    /// <exception cref="StoreException">There is no such run, or it is over.</exception>
    public async Task<Run> CancelAsync(string id, CancellationToken cancellation = default)
    {
        var run = await _store.GetAsync(id, cancellation);
        return await MoveAsync(run, RunState.Cancelled, cancellation) || await WishAsync(run, RunWish.Cancel, cancellation)
            ? await _store.GetAsync(run.Id, cancellation)
            : throw await ImpossibleAsync(run.Id, "cancelled", cancellation);
    }

    /// <summary>Pauses a run: its worker saves a checkpoint after the current batch and ends its process.</summary>
    /// <exception cref="StoreException">There is no such run, or it is over.</exception>
    public async Task<Run> PauseAsync(string id, CancellationToken cancellation = default)
    {
        var run = await _store.GetAsync(id, cancellation);
        return await MoveAsync(run, RunState.Paused, cancellation) || await WishAsync(run, RunWish.Pause, cancellation)
            ? await _store.GetAsync(run.Id, cancellation)
            : throw await ImpossibleAsync(run.Id, "paused", cancellation);
    }

    /// <summary>
    /// Resumes a paused, interrupted, cancelled or failed run, from its checkpoint where it has one. A run that was pruned or waits at a
    /// rung then trains to its end.
    /// </summary>
    /// <exception cref="StoreException">There is no such run, or it succeeded.</exception>
    public async Task<Run> ResumeAsync(string id, CancellationToken cancellation = default)
    {
        var run = await _store.GetAsync(id, cancellation);
        if (!await MoveAsync(run, RunState.Queued, cancellation) && !await WishAsync(run, RunWish.None, cancellation))
            throw await ImpossibleAsync(run.Id, "resumed", cancellation);
        run = await _store.GetAsync(run.Id, cancellation);
        Wake(run);
        return run;
    }

    /// <summary>As <see cref="ResumeAsync"/>, for a run that this process takes itself: no worker is woken. A queued run stays as it is.</summary>
    /// <exception cref="StoreException">There is no such run, or it runs already, or it succeeded.</exception>
    internal async Task<Run> RequeueAsync(string id, CancellationToken cancellation)
    {
        var run = await _store.GetAsync(id, cancellation);
        if (run.State != RunState.Queued && !await MoveAsync(run, RunState.Queued, cancellation))
            throw await ImpossibleAsync(run.Id, "resumed", cancellation);
        return await _store.GetAsync(run.Id, cancellation);
    }

    /// <summary>Signals workers. The signal may be lost, so workers also poll.</summary>
    internal void Wake(Run run) => Wake(DeviceFit.QueueOf(run.Request.ToOptions().Device));

    internal void Wake(string name)
    {
        try
        {
            _client.Create(Job.FromExpression<RunJob>(job => job.TakeAsync(name, CancellationToken.None)), new EnqueuedState(name));
        }
        catch (Exception e) when (e is BackgroundJobClientException || StoreException.IsPassing(e))
        {
            // The row is saved; workers find it by polling.
        }
    }

    private static PostgreSqlStorage Shared(string connectionString)
    {
        var options = new PostgreSqlStorageOptions
        {
            PrepareSchemaIfNecessary = false, // done under the store's lock
            QueuePollInterval = TimeSpan.FromSeconds(2),
            EnableLongPolling = true,
        };
        return new PostgreSqlStorage(new Hangfire.PostgreSql.Factories.NpgsqlConnectionFactory(connectionString, options), options);
    }

    // A running run belongs to its worker, which acts on the request.
    private async Task<bool> MoveAsync(Run run, RunState to, CancellationToken cancellation)
    {
        await using var context = _store.Database.Open();
        RunState[] from = [.. RunStates.Before(to).Where(s => s != RunState.Running)];
        var now = _store.Now;
        var ended = to.IsOver() ? now : (DateTimeOffset?)null;
        return await context.Runs.Where(r => r.Id == run.Id && from.Contains(r.State)).ExecuteUpdateAsync(row =>
        {
            row.SetProperty(r => r.State, to).SetProperty(r => r.EndedAt, ended).SetProperty(r => r.Sentence, (string?)null);
            if (to == RunState.Queued)
            {
                row.SetProperty(r => r.QueuedAt, now).SetProperty(r => r.LostInARow, 0).SetProperty(r => r.TrashedAt, (DateTimeOffset?)null)
                    // Resuming a run at its rung, or after it was pruned, trains it to its end.
                    .SetProperty(r => r.PauseAfter, r => r.Epoch >= r.PauseAfter ? null : r.PauseAfter).SetProperty(r => r.PrunedAfter, (int?)null);
            }
        }, cancellation) == 1;
    }

    private async Task<bool> WishAsync(Run run, RunWish wish, CancellationToken cancellation)
    {
        await using var context = _store.Database.Open();
        return await context.Runs.Where(r => r.Id == run.Id && r.State == RunState.Running)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Wish, wish), cancellation) == 1;
    }

    private async Task<StoreException> ImpossibleAsync(string id, string what, CancellationToken cancellation)
    {
        var run = await _store.GetAsync(id, cancellation);
        return new StoreException($"The run {run.Id} cannot be {what}: its state is {run.State.Word()}.");
    }
}
