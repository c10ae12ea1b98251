using System.Numerics.Tensors;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>How far a model's probabilities can be trusted: what its temperature came to, and how much of the images it knows.</summary>
internal sealed record ConfidenceReport(float Temperature, float? KnownFrom, ClassificationMetrics Metrics, float[]? StrangerConfidences = null)
{
    private ClassificationMetrics? Before { get; } = Temperature == 1 ? null : Metrics.AtTemperature(1 / Temperature);

    private StrangerFigures? Strangers { get; } = StrangerConfidences is null ? null : StrangerFigures.Of(Confidences(Metrics), StrangerConfidences);

    private int? Known => KnownFrom is { } threshold ? Confidences(Metrics).Count(confidence => confidence >= threshold) : null;

    private int KnownRight => Enumerable.Range(0, Metrics.Images).Count(i => Metrics.Row(i) is var row && TensorPrimitives.Max(row) >= KnownFrom && TensorPrimitives.IndexOfMax(row) == Metrics.Labels.Span[i]);

    /// <summary>Names and values for people.</summary>
    public IEnumerable<(string Name, string Value)> Rows()
    {
        if (Before is { } before)
            yield return ("before calibration", $"log-loss {before.LogLoss:0.0000}, Brier score {before.Brier:0.0000}, calibration error {before.Reliability.Error:0.0000} (temperature {Temperature:0.00})");
        if (Known is { } known)
            yield return ($"known, from {KnownFrom:0.0000} on", $"{known:N0} of {Metrics.Images:N0} images" + (known == 0 ? "" : $", accuracy among them {FigureText.Of((double)KnownRight / known, WilsonInterval.Of(KnownRight, known))}"));
        if (Strangers is { } strangers)
            yield return ("told from strangers", $"AUROC {strangers.Auroc:0.0000}; where 95 % of the images are known, {100 * strangers.FprAt95Tpr:0.0} % of {strangers.Strangers:N0} strangers are"
                + (KnownFrom is { } threshold ? $", from {threshold:0.0000} on {100.0 * StrangerConfidences!.Count(c => c >= threshold) / strangers.Strangers:0.0} %" : ""));
    }

    /// <summary>The same for --json; null where there is nothing to say.</summary>
    public object? Document() => Before is null && Known is null && Strangers is null ? null : new
    {
        Temperature,
        BeforeCalibration = Before is null ? null : new FigureDocument(Before),
        KnownFrom,
        Known,
        KnownAccuracy = Known > 0 ? (double)KnownRight / Known : null,
        Strangers,
        KnownStrangers = KnownFrom is { } threshold ? StrangerConfidences?.Count(c => c >= threshold) : null,
    };

    private static float[] Confidences(ClassificationMetrics metrics) => [.. Enumerable.Range(0, metrics.Images).Select(i => TensorPrimitives.Max(metrics.Row(i)))];
}
