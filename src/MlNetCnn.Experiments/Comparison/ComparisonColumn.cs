using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

internal sealed record ComparisonColumn(string Key, string Title, Func<ComparisonRow, string> Cell)
{
    /// <summary>The value to sort by; null for text.</summary>
    public Func<ComparisonRow, double?>? Value { get; init; }

    /// <summary>Null where no value is better.</summary>
    public ComparisonBest? Best { get; init; }

    public bool IsInShortTable { get; init; } = true;

    /// <summary>Scoring speeds cannot be compared across machines.</summary>
    public bool IsSpeed { get; init; }

    public bool IsNumber => Value is not null;

    /// <summary>Accuracy can be compared only between rows measured on the same images.</summary>
    public bool IsOfImages { get; init; }

    /// <summary>From left to right.</summary>
    public static ImmutableArray<ComparisonColumn> All { get; } =
    [
        new("network", "network", r => r.Architecture),
        new("settings", "settings", r => r.SettingsText),
        Number("runs", "runs", r => r.Runs.Length, null, r => $"{r.Runs.Length}"),
        Number("accuracy", "test accuracy", r => r.TestAccuracy?.Mean, ComparisonBest.Highest, r => r.AccuracyText) with { IsOfImages = true },
        Number("f1", "macro F1", r => r.MacroF1, ComparisonBest.Highest, r => Text($"{r.MacroF1:0.0000}")) with { IsInShortTable = false, IsOfImages = true },
        Number("log-loss", "log-loss", r => r.LogLoss, ComparisonBest.Lowest, r => Text($"{r.LogLoss:0.0000}")) with { IsInShortTable = false, IsOfImages = true },
        Number("parameters", "parameters", r => r.Parameters, ComparisonBest.Lowest, r => Quantity.Count(r.Parameters)),
        Number("macs", "MACs", r => r.Macs, ComparisonBest.Lowest, r => Quantity.Count(r.Macs)),
        Number("weights", "weights", r => r.WeightBytes, ComparisonBest.Lowest, r => Quantity.Bytes(r.WeightBytes)) with { IsInShortTable = false },
        Number("training-memory", "training memory", r => r.TrainingMemoryBytes, ComparisonBest.Lowest, r => Quantity.Bytes(r.TrainingMemoryBytes)) with { IsInShortTable = false },
        Number("training-speed", "training images/s", r => r.TrainImagesPerSecond, ComparisonBest.Highest, r => Text($"{r.TrainImagesPerSecond:N0}")),
        Speed("scoring-speed", "scoring rows/s", s => s.RowsPerSecond, ComparisonBest.Highest, s => Text($"{s.RowsPerSecond:N0}")),
        Speed("p50", "p50 ms", s => s.LatencyP50, ComparisonBest.Lowest, s => Text($"{s.LatencyP50:0.000}")),
        Speed("p99", "p99 ms", s => s.LatencyP99, ComparisonBest.Lowest, s => Text($"{s.LatencyP99:0.000}")),
        Number("model", "model", r => r.ModelBytes, ComparisonBest.Lowest, r => Quantity.Bytes(r.ModelBytes)),
        new("pareto", "Pareto", r => r.IsOnParetoFront ? "yes" : ""),
        Number("p", "p-value against the best", r => r.AgainstBest?.PValue, null, r => r.AgainstBest?.PValue is < 0.001 ? "<0.001" : Text($"{r.AgainstBest?.PValue:0.000}")),
    ];

    /// <summary>The rows with the best value: none if all are equal, and none for speeds of different machines.</summary>
    public IEnumerable<ComparisonRow> BestOf(IReadOnlyCollection<ComparisonRow> rows)
    {
        if (Best is not { } best || IsSpeed && rows.Any(r => r.IsSpeedStale))
            return [];
        ComparisonRow[] ranked = [.. rows.Where(r => r.IsRanked || !IsOfImages)];
        double[] values = [.. ranked.Select(r => Value!(r)).OfType<double>()];
        if (values.Distinct().Count() < 2)
            return [];
        var wanted = best == ComparisonBest.Highest ? values.Max() : values.Min();
        return ranked.Where(r => Value!(r) == wanted);
    }

    private static ComparisonColumn Number(
        string key, string title, Func<ComparisonRow, double?> value, ComparisonBest? best, Func<ComparisonRow, string> cell) =>
        new(key, title, cell) { Value = value, Best = best };

    private static ComparisonColumn Speed(string key, string title, Func<ScoringSpeed, double> value, ComparisonBest best, Func<ScoringSpeed, string> cell) =>
        new(key, title, r => r.Speed is { } speed ? $"{cell(speed)}{(r.IsSpeedStale ? "*" : "")}" : "")
        {
            Value = r => r.Speed is { } speed ? value(speed) : null,
            Best = best,
            IsSpeed = true,
        };

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
