using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>Any set of runs as one table. Runs that differ only in their seed share a row.</summary>
public sealed class Comparison
{
    private const string Seed = "seed";
    private const string Data = "data";

    private readonly RunStore _store;

    private Comparison(RunStore store, ImmutableArray<ComparisonRow> rows, ComparisonCost cost, ImmutableArray<Run> pruned) =>
        (_store, Rows, Cost, PrunedRuns) = (store, rows, cost, pruned);

    /// <summary>The most accurate first.</summary>
    public ImmutableArray<ComparisonRow> Rows { get; }

    public ComparisonCost Cost { get; }

    /// <summary>Runs that <see cref="Sweep.Halving"/> pruned; they are in no row.</summary>
    public int Pruned => PrunedRuns.Length;

    internal ImmutableArray<Run> PrunedRuns { get; }

    /// <summary>The tests behind the rows' p-values; empty where there are none.</summary>
    internal string TestNames => string.Join("; ", Rows.Select(r => r.AgainstBest?.Kind).OfType<PairedTestKind>().Distinct().Order().Select(PairedTest.Describe));

    /// <summary>Compares the runs that succeeded.</summary>
    internal static Comparison Of(RunStore store, IEnumerable<Run> runs, ComparisonCost cost = ComparisonCost.Macs)
    {
        Run[] all = [.. runs];
        ImmutableArray<Run> pruned = [.. all.Where(r => r.PrunedAfter is not null)];
        var groups = all.Where(r => r.State == RunState.Succeeded && r.Result is not null)
            .GroupBy(r => r.Request.ChoiceHash())
            .Select(g => g.OrderBy(r => r.CreatedAt).ToImmutableArray()).ToArray();
        // Settings that differ between pruned runs and the best are shown too.
        var different = Different([.. groups.Select(g => g[0]), .. pruned]);
        var machines = groups.SelectMany(g => g).Select(r => r.Speed?.Machine).OfType<string>().Append(Environment.MachineName).Distinct().Count();
        ComparisonRow[] rows = [.. groups.Select(g => Row(g, different) with { IsSpeedStale = machines > 1 })
            .OrderByDescending(r => r.TestAccuracy is not null).ThenByDescending(r => r.Accuracy?.Mean ?? double.NegativeInfinity).ThenBy(r => r.LogLoss ?? double.PositiveInfinity)];
        rows = [.. rows.Select(r => r with { IsRanked = r.Accuracy is not null && BasisOf(r.Runs[0]) == BasisOf(rows[0].Runs[0]) })];
        var front = ParetoFront.Of([.. rows.Select(r => (r.IsRanked ? r.Accuracy!.Mean : double.NaN, r.CostOf(cost)))]);
        return new Comparison(store, [.. rows.Select((r, i) => r with
        {
            IsOnParetoFront = front[i],
            AgainstBest = i == 0 ? null : Test(store, rows[0], r),
        })], cost, pruned);
    }

    /// <summary>Whether two rows differ significantly.</summary>
    /// <returns>Null where they were not tested on the same images, or the predictions are not at hand.</returns>
    public PairedTest? Test(ComparisonRow first, ComparisonRow second) => Test(_store, first, second);

    /// <summary>Markdown with rounded figures, without a trailing line end.</summary>
    public string ToMarkdown() => ComparisonDocument.Markdown(this);

    /// <summary>CSV (RFC 4180) with exact figures, without a trailing line end.</summary>
    public string ToCsv() => ComparisonDocument.Csv(this);

    private static ComparisonRow Row(ImmutableArray<Run> runs, string[] different)
    {
        ImmutableArray<RunResult> results = [.. runs.Select(r => r.Result!)];
        var tested = results.All(r => r.Test is not null);
        ImmutableArray<TestScore> scores = [.. results.Select(r => tested ? r.Test : r.Validation).OfType<TestScore>()];
        var (first, measured) = (runs[0], scores.Length == runs.Length);
        var effective = first.Request.EffectiveSettings();
        var accuracy = measured ? MeanAndDeviation.Of([.. scores.Select(t => t.Accuracy)]) : null;
        return new ComparisonRow
        {
            Architecture = first.Request.Architecture.Name,
            Settings = different.ToImmutableSortedDictionary(name => name, name => Setting(first, effective, name), StringComparer.Ordinal),
            Runs = runs,
            TestAccuracy = tested ? accuracy : null,
            ValidationAccuracy = tested ? null : accuracy,
            AccuracyInterval = measured && runs.Length == 1 ? scores[0].AccuracyInterval : null,
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

    private static string[] Different(IEnumerable<Run> all)
    {
        (Run Run, IReadOnlyDictionary<string, string> Effective)[] runs = [.. all.Select(r => (r, r.Request.EffectiveSettings()))];
        return [.. runs.Select(r => r.Run).SelectMany(r => r.Request.Settings.Keys.Concat(r.Request.Images.Keys)).Append(Data).Where(n => n != Seed).Distinct()
            .Where(name => runs.Select(r => Setting(r.Run, r.Effective, name)).Distinct().Count() > 1)];
    }

    // Recipes and images decide what is not requested; the latter are known to whoever reads them only.
    private static string Setting(Run run, IReadOnlyDictionary<string, string> effective, string name) =>
        name == Data ? run.Request.Data : effective.GetValueOrDefault(name) ?? "default";

    /// <summary>The data that an accuracy was measured on; only equal ones are ranked. The image size may differ.</summary>
    private static (string? On, string Data, double? Share, int? Images) BasisOf(Run run) =>
        (run.Result!.MeasuredOn, run.Request.Data, run.Request.ToLoading().TestFraction, run.Result.Measured?.Images);

    private static PairedTest? Test(RunStore store, ComparisonRow first, ComparisonRow second)
    {
        var (one, other) = (first.Runs[0], second.Runs[0]);
        var areSame = first.Runs.Concat(second.Runs).Select(r => r.Result?.Measured?.DataHash).Distinct().ToArray() is [not null];
        // The same files at another size are the same images if their labels agree.
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
