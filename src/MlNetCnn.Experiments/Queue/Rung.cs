namespace MlNetCnn.Experiments;

/// <summary>The judgement at a rung of <see cref="SuccessiveHalving"/>: the same from whatever process, and when it is made again.</summary>
/// <param name="halving">The rule.</param>
/// <param name="epoch">The rung.</param>
internal sealed class Rung(SuccessiveHalving halving, int epoch)
{
    /// <summary>The runs that count: the newest of each request, without those that somebody gave up.</summary>
    public static IReadOnlyList<RungRun> Counting(IEnumerable<RungRun> runs) =>
        [.. runs.Where(r => !r.IsWithdrawn).GroupBy(r => r.RequestHash).Select(g => g.OrderBy(r => r.CreatedAt).ThenBy(r => r.Id, StringComparer.Ordinal).Last())];

    /// <summary>Whether every run has come here or is over; one that somebody paused on the way keeps the others waiting.</summary>
    public bool IsComplete(IEnumerable<RungRun> counting) =>
        counting.All(r => r.State.IsOver() || r.PauseAfter is null || r.PauseAfter > epoch || (r.PauseAfter == epoch && r.IsWaiting));

    /// <summary>What becomes of the runs that wait here.</summary>
    /// <param name="counting">The runs that count, with their choices and accuracies; the rung is complete.</param>
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

    // Who was pruned or failed on the way to an earlier rung is not among the choices here.
    private bool TakesPart(RungRun[] runs) => runs.Any(r => r.PauseAfter is null || r.PauseAfter >= epoch);

    private bool WentOn(RungRun[] runs) => runs.Any(r => r.PauseAfter is null || r.PauseAfter > epoch);

    private bool WasPruned(RungRun[] runs) => runs.Any(r => r.PrunedAfter == epoch);
}
