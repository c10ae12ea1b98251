using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>Runs that differ in nothing but their seed, as one line of a comparison.</summary>
public sealed record ComparisonRow
{
    /// <summary>The architecture's name.</summary>
    public required string Architecture { get; init; }

    /// <summary>The settings in which the lines of the comparison differ, and the data set where it differs; empty where only architectures do.</summary>
    public required ImmutableSortedDictionary<string, string> Settings { get; init; }

    /// <summary>The runs.</summary>
    public required ImmutableArray<Run> Runs { get; init; }

    /// <summary>The share of test images taken for their class, or null where the runs were not tested.</summary>
    public MeanAndDeviation? TestAccuracy { get; init; }

    /// <summary>
    /// Where the data have no test images but validation images of their own: the share of those taken for their class, which flatters, since
    /// they chose the best epoch. Null otherwise.
    /// </summary>
    public MeanAndDeviation? ValidationAccuracy { get; init; }

    /// <summary><see cref="TestAccuracy"/> or else <see cref="ValidationAccuracy"/>.</summary>
    internal MeanAndDeviation? Accuracy => TestAccuracy ?? ValidationAccuracy;

    /// <summary>The accuracy in words that say what it is of, where it is not of test images; empty where it was not measured.</summary>
    internal string AccuracyText => Accuracy is { } accuracy
        ? FormattableString.Invariant($"{accuracy.Mean:0.0000}{(Runs.Length > 1 ? $" ± {accuracy.Sd:0.0000}" : "")}") + (TestAccuracy is null ? " (validation)" : "")
        : "";

    /// <summary>The mean of the runs' macro F1, or null.</summary>
    public double? MacroF1 { get; init; }

    /// <summary>The mean of the runs' log-loss, or null.</summary>
    public double? LogLoss { get; init; }

    /// <summary>Trainable values.</summary>
    public required long Parameters { get; init; }

    /// <summary>Multiply-accumulates for one image.</summary>
    public required long Macs { get; init; }

    /// <summary>The bytes of all weights.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>The mean of the memory that training took, in bytes.</summary>
    public required long TrainingMemoryBytes { get; init; }

    /// <summary>The mean of the images a second in training.</summary>
    public required double TrainImagesPerSecond { get; init; }

    /// <summary>How fast the model scores, as measured last, or null.</summary>
    public ScoringSpeed? Speed { get; init; }

    /// <summary>Whether <see cref="Speed"/> was measured on another machine than this one, or others of the comparison were.</summary>
    public bool IsSpeedStale { get; init; }

    /// <summary>The mean size of <c>model.onnx</c>, in bytes.</summary>
    public required long ModelBytes { get; init; }

    /// <summary>
    /// Whether the accuracy is of the same images as that of the first line, test or validation images of the same data: others are neither
    /// better nor worse.
    /// </summary>
    public bool IsRanked { get; init; }

    /// <summary>Whether no other ranked line is as accurate or better at the same cost or less.</summary>
    public bool IsOnParetoFront { get; init; }

    /// <summary>
    /// The probability of a difference in accuracy as large as that to the most accurate line by chance, see <see cref="PairedTest"/>; null
    /// for that line, and where the test images differ or their predictions are not at hand.
    /// </summary>
    public PairedTest? AgainstBest { get; init; }

    /// <summary>The settings as words: <c>learning-rate=0.1 weight-decay=default</c>.</summary>
    internal string SettingsText => string.Join(' ', Settings.Select(s => $"{s.Key}={s.Value}"));

    /// <summary>What accuracy is weighed against; infinite where it was not measured.</summary>
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
