namespace MlNetCnn.Experiments;

/// <summary>Test metrics of one class; precision, recall and F1 are 0 where their denominator is.</summary>
public sealed record ClassResult(string Name, int Images, double Precision, double Recall, double F1)
{
    /// <summary>95 % Wilson interval of <see cref="Recall"/>; null without images.</summary>
    public ConfidenceInterval? RecallInterval => Interval(Recall, Images);

    /// <summary>Area under the ROC curve against the other classes; null where there is none, and in results of older versions.</summary>
    public double? RocAuc { get; init; }

    /// <summary>Average precision against the other classes; null where there is none, and in results of older versions.</summary>
    public double? AveragePrecision { get; init; }

    // Results of others may be out of range.
    internal static ConfidenceInterval? Interval(double share, int images) => images < 1 ? null : WilsonInterval.Of((int)Math.Round(Math.Clamp(share, 0, 1) * images), images);
}
