namespace MlNetCnn.Experiments;

/// <summary>The decision at a rung of <see cref="SuccessiveHalving"/>; deterministic, so any process may make it, repeatedly.</summary>
internal sealed class Rung(SuccessiveHalving halving, int epoch)
{
    /// <summary>The newest run of each request, without those that somebody cancelled.</summary>
    public static IReadOnlyList<RungRun> Counting(IEnumerable<RungRun> runs) =>
        [.. runs.Where(r => !r.IsWithdrawn).GroupBy(r => r.RequestHash).Select(g => g.OrderBy(r => r.CreatedAt).ThenBy(r => r.Id, StringComparer.Ordinal).Last())];

    /// <summary>Whether every run has reached this rung or finished; a paused run keeps the others waiting.</summary>
    public bool IsComplete(IEnumerable<RungRun> counting) =>
        counting.All(r => r.State.IsOver() || r.PauseAfter is null || r.PauseAfter > epoch || (r.PauseAfter == epoch && r.IsWaiting));

    /// <summary>Decides about the runs that wait at this rung, which must be complete.</summary>
    /// <remarks>
    /// Choices are ranked by the mean accuracy of their runs, a run that failed counting 0; of equal ones the older goes first. What was
    /// decided before about a choice stays, whatever runs came later.
    /// </remarks>
    public IReadOnlyList<RungVerdict> Judge(IEnumerable<RungRun> counting)
    {
        var ranked = counting.GroupBy(r => r.Choice).Select(g => g.ToArray()).Where(TakesPart)
            .Select(runs => (Runs: runs, Accuracy: runs.Average(r => r.Accuracy ?? 0)))
            .OrderByDescending(c => c.Accuracy).ThenBy(c => c.Runs.Min(r => r.CreatedAt)).ThenBy(c => c.Runs.Min(r => r.Id), StringComparer.Ordinal).ToArray();
        var kept = halving.Kept(ranked.Length);
        return [.. ranked.SelectMany((choice, i) => choice.Runs.Where(r => r.IsWaiting && r.PauseAfter == epoch).Select(run => new RungVerdict(
            run, WentOn(choice.Runs) || (!WasPruned(choice.Runs) && i < kept), choice.Accuracy, choice.Runs.Length, i + 1, ranked.Length)))];
    }

    // Choices that were pruned or failed before an earlier rung do not take part.
    private bool TakesPart(RungRun[] runs) => runs.Any(r => r.PauseAfter is null || r.PauseAfter >= epoch);

    private bool WentOn(RungRun[] runs) => runs.Any(r => r.PauseAfter is null || r.PauseAfter > epoch);

    private bool WasPruned(RungRun[] runs) => runs.Any(r => r.PrunedAfter == epoch);
}
