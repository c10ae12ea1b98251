using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>Runs that differ only in their seed, as one row of a comparison.</summary>
public sealed record ComparisonRow
{
    public required string Architecture { get; init; }

    /// <summary>The settings that differ between rows, requested or not, and the data set where it differs; all rows have the same. Empty where only architectures differ.</summary>
    public required ImmutableSortedDictionary<string, string> Settings { get; init; }

    public required ImmutableArray<Run> Runs { get; init; }

    /// <summary>From 0 to 1; null where the runs were not tested.</summary>
    public MeanAndDeviation? TestAccuracy { get; init; }

    /// <summary>
    /// Set where the data have validation images but no test images. Biased upwards, since the best epoch was chosen on these images.
    /// </summary>
    public MeanAndDeviation? ValidationAccuracy { get; init; }

    /// <summary>95 % Wilson interval of the accuracy of a single run; null for several, whose spread <see cref="MeanAndDeviation.Sd"/> tells.</summary>
    public ConfidenceInterval? AccuracyInterval { get; init; }

    internal MeanAndDeviation? Accuracy => TestAccuracy ?? ValidationAccuracy;

    /// <summary>States the split where it is not the test split; empty where nothing was measured.</summary>
    internal string AccuracyText => Accuracy is { } accuracy
        ? (Runs.Length > 1 ? $"{PercentText.Number(accuracy.Mean)} ± {PercentText.Of(accuracy.Sd)} sd" : FigureText.Short(accuracy.Mean, AccuracyInterval)) + (TestAccuracy is null ? " (validation)" : "")
        : "";

    public double? MacroF1 { get; init; }

    public double? LogLoss { get; init; }

    /// <summary>Number of trainable parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>Multiply-accumulates for one image.</summary>
    public required long Macs { get; init; }

    public required long WeightBytes { get; init; }

    /// <summary>Mean training memory in bytes.</summary>
    public required long TrainingMemoryBytes { get; init; }

    /// <summary>Mean training throughput in images/s.</summary>
    public required double TrainImagesPerSecond { get; init; }

    /// <summary>The last measured scoring speed, or null.</summary>
    public ScoringSpeed? Speed { get; init; }

    /// <summary>Whether <see cref="Speed"/> was measured on another machine than this one or the other rows.</summary>
    public bool IsSpeedStale { get; init; }

    /// <summary>Mean size of <c>model.onnx</c> in bytes.</summary>
    public required long ModelBytes { get; init; }

    /// <summary>Whether the accuracy was measured on the same images as that of the first row; other rows cannot be ranked.</summary>
    public bool IsRanked { get; init; }

    /// <summary>Whether no other ranked row is at least as accurate at the same or lower cost.</summary>
    public bool IsOnParetoFront { get; init; }

    /// <summary>
    /// The test against the most accurate row; null for that row itself, and where the test images differ or predictions are missing.
    /// </summary>
    public PairedTest? AgainstBest { get; init; }

    /// <summary>For example <c>learning-rate=0.1 weight-decay=0</c>.</summary>
    internal string SettingsText => string.Join(' ', Settings.Select(s => $"{s.Key}={s.Value}"));

    /// <summary>Infinite where it was not measured.</summary>
    internal double CostOf(ComparisonCost cost) => cost switch
    {
        ComparisonCost.Macs => Macs,
        ComparisonCost.Parameters => Parameters,
        ComparisonCost.ModelBytes => ModelBytes,
        ComparisonCost.TrainingMemory => TrainingMemoryBytes,
        ComparisonCost.TrainingTime => 1 / TrainImagesPerSecond,
        ComparisonCost.Latency => Speed?.LatencyP50 ?? double.PositiveInfinity,
        ComparisonCost.ScoringTime => 1 / Speed?.RowsPerSecond ?? double.PositiveInfinity,
        _ => throw new ArgumentOutOfRangeException(nameof(cost), cost, "There is no such cost."),
    };
}
