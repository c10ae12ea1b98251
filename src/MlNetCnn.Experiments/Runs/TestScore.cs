using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>Metrics of the trained model on the test images.</summary>
public sealed record TestScore
{
    public required int Images { get; init; }

    /// <summary>Hash of the test images and labels: runs with the same hash can be compared image by image.</summary>
    public required string DataHash { get; init; }

    /// <summary>From 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>95 % Wilson interval of <see cref="Accuracy"/>.</summary>
    public ConfidenceInterval? AccuracyInterval => ClassResult.Interval(Accuracy, Images);

    /// <summary>Mean recall of the classes with images; null in results of older versions.</summary>
    public double? MacroAccuracy { get; init; }

    /// <summary>Mean F1 of the classes that have images or were predicted.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>Mean of −ln of the probability of the true class.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Brier score, summed over classes, from 0 to 2; null in results of older versions.</summary>
    public double? Brier { get; init; }

    /// <summary>Expected calibration error in 15 bins, from 0 to 1; null in results of older versions.</summary>
    public double? CalibrationError { get; init; }

    /// <summary>Counts of images: rows are true classes, columns predicted ones.</summary>
    public required ImmutableArray<ImmutableArray<int>> Confusion { get; init; }

    public required ImmutableArray<ClassResult> Classes { get; init; }

    /// <summary>Says so where the network is no better than one that always gives the same answer; else null.</summary>
    internal string? Doubt => Guessing.Sentence(AccuracyInterval, Images, Classes.Select(c => (c.Name, c.Images)));

    internal static TestScore Of(ClassificationMetrics metrics, string dataHash) => new()
    {
        Images = metrics.Images,
        DataHash = dataHash,
        Accuracy = metrics.Accuracy,
        MacroAccuracy = metrics.MacroAccuracy,
        MacroF1 = metrics.MacroF1,
        LogLoss = metrics.LogLoss,
        Brier = metrics.Brier,
        CalibrationError = metrics.Reliability.Error,
        Confusion = metrics.Confusion,
        Classes = [.. metrics.Classes.Select(c => new ClassResult(c.Name, c.Images, c.Precision ?? 0, c.Recall ?? 0, c.F1 ?? 0) { RocAuc = c.RocAuc, AveragePrecision = c.AveragePrecision })],
    };
}
