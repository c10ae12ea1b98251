namespace MlNetCnn.Cli;

/// <summary>Figures for <c>--json</c>.</summary>
internal static class FigureDocument
{
    // Enough to draw a curve.
    private const int MostPoints = 200;

    /// <summary>The figures of all images together.</summary>
    public static object Of(ClassificationMetrics metrics) => new
    {
        metrics.Accuracy,
        metrics.AccuracyInterval,
        metrics.MacroAccuracy,
        metrics.MacroAccuracyInterval,
        metrics.MacroF1,
        metrics.LogLoss,
        metrics.Brier,
        CalibrationError = metrics.Reliability.Error,
        metrics.Images,
    };

    /// <summary>The figures of each class, with its curves.</summary>
    public static IEnumerable<object> Classes(ClassificationMetrics metrics) => metrics.Classes.Select((c, i) => new
    {
        c.Name,
        c.Images,
        c.Predicted,
        c.Precision,
        c.PrecisionInterval,
        c.Recall,
        c.RecallInterval,
        c.F1,
        c.RocAuc,
        c.AveragePrecision,
        Curve = metrics.Curve(i, MostPoints),
    });
}
