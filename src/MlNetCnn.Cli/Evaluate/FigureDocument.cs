using System.Text.Json.Serialization;

namespace MlNetCnn.Cli;

/// <summary>The figures of all images together, for <c>--json</c>.</summary>
internal record FigureDocument([property: JsonIgnore] ClassificationMetrics Metrics)
{
    // Enough to draw a curve.
    private const int MostPoints = 200;

    public double Accuracy => Metrics.Accuracy;

    public ConfidenceInterval AccuracyInterval => Metrics.AccuracyInterval;

    public double MacroAccuracy => Metrics.MacroAccuracy;

    public ConfidenceInterval MacroAccuracyInterval => Metrics.MacroAccuracyInterval;

    public double MacroF1 => Metrics.MacroF1;

    public double LogLoss => Metrics.LogLoss;

    public double Brier => Metrics.Brier;

    public double CalibrationError => Metrics.Reliability.Error;

    public int Images => Metrics.Images;

    /// <summary>The figures of each class, with its curves.</summary>
    public static IEnumerable<object> OfClasses(ClassificationMetrics metrics) => metrics.Classes.Select((c, i) => new
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
