namespace MlNetCnn;

/// <summary>
/// How a classifier does for one class. What has no value is null: <see cref="Recall"/> without images of the class, <see cref="Precision"/>
/// where none was taken for it, <see cref="F1"/> without either, <see cref="RocAuc"/> and <see cref="AveragePrecision"/> without images of the
/// class or without others.
/// </summary>
public sealed record ClassMetrics
{
    /// <summary>The class.</summary>
    public required string Name { get; init; }

    /// <summary>The images of the class.</summary>
    public required int Images { get; init; }

    /// <summary>The images taken for the class.</summary>
    public required int Predicted { get; init; }

    /// <summary>The images of the class that were taken for it.</summary>
    public required int Correct { get; init; }

    /// <summary>Fraction of the images taken for the class that are of it, from 0 to 1.</summary>
    public double? Precision => Share(Correct, Predicted);

    /// <summary>95 % Wilson interval of <see cref="Precision"/>.</summary>
    public ConfidenceInterval? PrecisionInterval => Interval(Predicted);

    /// <summary>Fraction of the images of the class that were taken for it: the class's accuracy, from 0 to 1.</summary>
    public double? Recall => Share(Correct, Images);

    /// <summary>95 % Wilson interval of <see cref="Recall"/>.</summary>
    public ConfidenceInterval? RecallInterval => Interval(Images);

    /// <summary>Harmonic mean of precision and recall, from 0 to 1.</summary>
    public double? F1 => Share(2 * Correct, Images + Predicted);

    /// <summary>
    /// Area under the ROC curve, one class against the rest, from 0 to 1: the chance that an image of the class gets a higher probability of
    /// it than another image, where equal ones count half (Hanley and McNeil 1982).
    /// </summary>
    public double? RocAuc { get; init; }

    /// <summary>
    /// Average precision, one class against the rest, from 0 to 1: the precision at each threshold, weighted by the recall it adds, without
    /// interpolation (as scikit-learn's <c>average_precision_score</c>).
    /// </summary>
    public double? AveragePrecision { get; init; }

    private ConfidenceInterval? Interval(int trials) => trials == 0 ? null : WilsonInterval.Of(Correct, trials);

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
