using Microsoft.EntityFrameworkCore;

namespace MlNetCnn.Experiments;

/// <summary>
/// Lets runs continue from their rungs or prunes them. All state is in the store and every change is conditional on the state it builds on,
/// so any number of processes may decide, and another one finishes what a killed process left.
/// </summary>
internal sealed class RungDecisions(RunStore store, string? group = null)
{
    /// <summary>Decides at every complete rung.</summary>
    /// <returns>The runs that were pruned, with their sentences, and how many go on.</returns>
    public async Task<(IReadOnlyList<(string Id, string Sentence)> Pruned, int GoOn)> DecideAsync(CancellationToken cancellation)
    {
        await using var context = store.Database.Open();
        var waiting = context.Runs.Where(r => r.State == RunState.Paused && r.PauseAfter != null && r.Epoch >= r.PauseAfter && r.TrashedAt == null);
        if (group is not null)
            waiting = waiting.Where(r => r.Group == group);
        var rungs = await waiting.Select(r => new { r.Group, r.Halving, r.PauseAfter }).Distinct().ToListAsync(cancellation);
        var pruned = new List<(string, string)>();
        var goOn = 0;
        foreach (var rung in rungs.OrderBy(r => r.PauseAfter))
        {
            var (halving, epoch) = (RunJson.FromLine<SuccessiveHalving>(rung.Halving!), rung.PauseAfter!.Value);
            var all = context.Runs.AsNoTracking().Where(r => r.Group == rung.Group && r.Halving == rung.Halving && r.TrashedAt == null);
            foreach (var verdict in await JudgeAsync(new Rung(halving, epoch), epoch, all, cancellation))
            {
                var mine = context.Runs.Where(r => r.Id == verdict.Run.Id && r.Token == verdict.Run.Token && r.State == RunState.Paused && r.PauseAfter == epoch);
                if (verdict.GoesOn)
                    goOn += await LetGoOnAsync(mine, halving.After(epoch), cancellation);
                else if (await PruneAsync(mine, epoch, verdict.Sentence(epoch), cancellation) == 1)
                    pruned.Add((verdict.Run.Id, verdict.Sentence(epoch)));
            }
        }
        foreach (var (id, sentence) in pruned)
            await WriteDownAsync(id, sentence, cancellation);
        return (pruned, goOn);
    }

    private async Task<IReadOnlyList<RungVerdict>> JudgeAsync(Rung rung, int epoch, IQueryable<RunRow> all, CancellationToken cancellation)
    {
        var runs = Rung.Counting(await all.Select(r => new RungRun
        {
            Id = r.Id,
            Token = r.Token,
            RequestHash = r.RequestHash,
            State = r.State,
            CreatedAt = r.CreatedAt,
            Epoch = r.Epoch,
            PauseAfter = r.PauseAfter,
            PrunedAfter = r.PrunedAfter,
            IsHeld = r.Worker != null,
        }).ToListAsync(cancellation));
        if (!rung.IsComplete(runs))
            return [];
        var requests = await all.Select(r => new { r.Id, r.Request }).ToDictionaryAsync(r => r.Id, r => r.Request, cancellation);
        RungRun[] judged = [.. runs.Select(run => run with
        {
            Choice = RunRequest.FromJson(requests[run.Id]).ChoiceHash(),
            Accuracy = AccuracyAt(run, epoch),
        })];
        // While a worker holds a run, its files may be moving between folders: try again later.
        return judged.Any(r => r.IsHeld && r.Epoch >= epoch && r.Accuracy is null) ? [] : rung.Judge(judged);
    }

    private double? AccuracyAt(RungRun run, int epoch)
    {
        try
        {
            var last = store.Epochs(run.Id).LastOrDefault(e => e.Epoch <= epoch);
            // A run that stopped early by itself keeps its last accuracy.
            return last?.Epoch == epoch || run.State == RunState.Succeeded ? last?.ValidationAccuracy : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    private Task<int> LetGoOnAsync(IQueryable<RunRow> run, int? next, CancellationToken cancellation)
    {
        var now = store.Now;
        return run.ExecuteUpdateAsync(row => row
            .SetProperty(r => r.State, RunState.Queued)
            .SetProperty(r => r.QueuedAt, now)
            .SetProperty(r => r.Sentence, (string?)null)
            .SetProperty(r => r.PauseAfter, next), cancellation);
    }

    private Task<int> PruneAsync(IQueryable<RunRow> run, int epoch, string sentence, CancellationToken cancellation)
    {
        DateTimeOffset? now = store.Now;
        return run.ExecuteUpdateAsync(row => row
            .SetProperty(r => r.State, RunState.Cancelled)
            .SetProperty(r => r.EndedAt, now)
            .SetProperty(r => r.Sentence, sentence)
            .SetProperty(r => r.PrunedAfter, epoch), cancellation);
    }

    private async Task WriteDownAsync(string id, string sentence, CancellationToken cancellation)
    {
        try
        {
            new RunLog(store.FolderOf(id).Newest.Log, store.Time).Add(sentence);
            await store.RefreshCardAsync(id, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The row has the reason.
        }
    }
}
