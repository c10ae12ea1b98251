using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>Any set of runs in one table: a line for all that differ in nothing but their seed.</summary>
public sealed class Comparison
{
    private const string Seed = "seed";
    private const string Data = "data";

    private readonly RunStore _store;

    private Comparison(RunStore store, ImmutableArray<ComparisonRow> rows, ComparisonCost cost, ImmutableArray<Run> pruned) =>
        (_store, Rows, Cost, PrunedRuns) = (store, rows, cost, pruned);

    /// <summary>The lines, the most accurate first.</summary>
    public ImmutableArray<ComparisonRow> Rows { get; }

    /// <summary>What accuracy is weighed against.</summary>
    public ComparisonCost Cost { get; }

    /// <summary>The runs that were pruned by <see cref="Sweep.Halving"/>; they are in no line.</summary>
    public int Pruned => PrunedRuns.Length;

    internal ImmutableArray<Run> PrunedRuns { get; }

    /// <summary>The tests behind the lines' p, in words; empty where there is none.</summary>
    internal string TestNames => string.Join("; ", Rows.Select(r => r.AgainstBest?.Kind).OfType<PairedTestKind>().Distinct().Order().Select(PairedTest.Describe));

    /// <summary>Compares runs; those that did not succeed are left out.</summary>
    /// <param name="store">Where their files are.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="cost">What accuracy is weighed against. Default: multiply-accumulates.</param>
    internal static Comparison Of(RunStore store, IEnumerable<Run> runs, ComparisonCost cost = ComparisonCost.Macs)
    {
        Run[] all = [.. runs];
        ImmutableArray<Run> pruned = [.. all.Where(r => r.PrunedAfter is not null)];
        var groups = all.Where(r => r.State == RunState.Succeeded && r.Result is not null)
            .GroupBy(r => r.Request.ChoiceHash())
            .Select(g => g.OrderBy(r => r.CreatedAt).ToImmutableArray()).ToArray();
        // What the best has in difference to those that were pruned is what one wants to know of it.
        var different = Different([.. groups.Select(g => g[0]), .. pruned]);
        var machines = groups.SelectMany(g => g).Select(r => r.Speed?.Machine).OfType<string>().Append(Environment.MachineName).Distinct().Count();
        ComparisonRow[] rows = [.. groups.Select(g => Row(g, different) with { IsSpeedStale = machines > 1 })
            .OrderByDescending(r => r.TestAccuracy is not null).ThenByDescending(r => r.Accuracy?.Mean ?? double.NegativeInfinity)];
        rows = [.. rows.Select(r => r with { IsRanked = r.Accuracy is not null && BasisOf(r.Runs[0]) == BasisOf(rows[0].Runs[0]) })];
        var front = ParetoFront.Of([.. rows.Select(r => (r.IsRanked ? r.Accuracy!.Mean : double.NaN, r.CostOf(cost)))]);
        return new Comparison(store, [.. rows.Select((r, i) => r with
        {
            IsOnParetoFront = front[i],
            AgainstBest = i == 0 ? null : Test(store, rows[0], r),
        })], cost, pruned);
    }

    /// <summary>Whether two lines differ by more than chance.</summary>
    /// <returns>Null where they were not tested on the same images, or the predictions are not at hand.</returns>
    public PairedTest? Test(ComparisonRow first, ComparisonRow second) => Test(_store, first, second);

    /// <summary>The table in Markdown, figures rounded for people, without a line end behind the last line.</summary>
    public string ToMarkdown() => ComparisonDocument.Markdown(this);

    /// <summary>All figures as comma-separated values (RFC 4180), a header and a line a choice, without a line end behind the last line.</summary>
    public string ToCsv() => ComparisonDocument.Csv(this);

    private static ComparisonRow Row(ImmutableArray<Run> runs, string[] different)
    {
        ImmutableArray<RunResult> results = [.. runs.Select(r => r.Result!)];
        var tested = results.All(r => r.Test is not null);
        ImmutableArray<TestScore> scores = [.. results.Select(r => tested ? r.Test : r.Validation).OfType<TestScore>()];
        var (first, measured) = (runs[0], scores.Length == runs.Length);
        var accuracy = measured ? MeanAndDeviation.Of([.. scores.Select(t => t.Accuracy)]) : null;
        return new ComparisonRow
        {
            Architecture = first.Request.Architecture.Name,
            Settings = different.ToImmutableSortedDictionary(name => name, name => Setting(first, name) ?? "default", StringComparer.Ordinal),
            Runs = runs,
            TestAccuracy = tested ? accuracy : null,
            ValidationAccuracy = tested ? null : accuracy,
            MacroF1 = measured ? scores.Average(t => t.MacroF1) : null,
            LogLoss = measured ? scores.Average(t => t.LogLoss) : null,
            Parameters = results[0].Parameters,
            Macs = results[0].Macs,
            WeightBytes = results[0].WeightBytes,
            TrainingMemoryBytes = (long)results.Average(r => r.TrainingMemoryBytes),
            TrainImagesPerSecond = results.Average(r => r.ImagesPerSecond),
            Speed = runs.Select(r => r.Speed).OfType<ScoringSpeed>().OrderByDescending(s => s.MeasuredAt).FirstOrDefault(),
            ModelBytes = (long)results.Average(r => r.ModelBytes),
        };
    }

    private static string[] Different(IReadOnlyList<Run> runs) =>
        [.. runs.SelectMany(r => r.Request.Settings.Keys.Concat(r.Request.Images.Keys)).Append(Data).Where(n => n != Seed).Distinct()
            .Where(name => runs.Select(r => Setting(r, name)).Distinct().Count() > 1)];

    private static string? Setting(Run run, string name) => name == Data
        ? run.Request.Data
        : run.Request.Settings.GetValueOrDefault(name) ?? run.Request.Images.GetValueOrDefault(name);

    /// <summary>What an accuracy is of: only those of the same are better or worse than each other. Their size may differ.</summary>
    private static (string? On, string Data, double? Share, int? Images) BasisOf(Run run) =>
        (run.Result!.MeasuredOn, run.Request.Data, run.Request.ToLoading().TestFraction, run.Result.Measured?.Images);

    private static PairedTest? Test(RunStore store, ComparisonRow first, ComparisonRow second)
    {
        var (one, other) = (first.Runs[0], second.Runs[0]);
        var areSame = first.Runs.Concat(second.Runs).Select(r => r.Result?.Measured?.DataHash).Distinct().ToArray() is [not null];
        // The same files at another size are the same images, as long as their labels agree.
        var areResized = !areSame && BasisOf(one) == BasisOf(other) && !one.Request.Images.SequenceEqual(other.Request.Images);
        if (!areSame && !areResized || Predictions(store, first) is not { } a || Predictions(store, second) is not { } b)
            return null;
        if (areResized && !a.Concat(b).All(p => p.Select(i => i.Label).SequenceEqual(a[0].Select(i => i.Label))))
            return null;
        return PairedTest.Of(Right(a), Right(b));
    }

    private static bool[][] Right(IReadOnlyList<Prediction>[] predictions) => [.. predictions.Select(of => of.Select(p => p.IsRight).ToArray())];

    private static IReadOnlyList<Prediction>[]? Predictions(RunStore store, ComparisonRow row)
    {
        try
        {
            return [.. row.Runs.Select(r => PredictionsFile.Read(store.FolderOf(r.Id).Newest.Predictions))];
        }
        catch (IOException)
        {
            return null; // the files are elsewhere, or gone
        }
    }
}
