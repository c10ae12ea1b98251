using System.Numerics.Tensors;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>How far a model's probabilities can be trusted: what its temperature came to, and how much of the images it knows.</summary>
internal sealed record ConfidenceReport(ScoringGraph Network, TestResult Measured, float[]? StrangerScores = null)
{
    private float Temperature => Network.Temperature;

    private float? KnownFrom => Network.KnownFrom;

    private string KnownBy => Network.IsKnownByFamiliarity ? "familiarity" : "probability";

    private ClassificationMetrics? Before { get; } = Network.Temperature == 1 ? null : Measured.Metrics.AtTemperature(1 / Network.Temperature);

    private StrangerFigures? Strangers { get; } = StrangerScores is null ? null : StrangerFigures.Of(Measured.KnownScores, StrangerScores);

    private bool[]? IsKnown { get; } = Network.KnownFrom is { } threshold ? [.. Measured.KnownScores.Select(score => score >= threshold)] : null;

    private int? Known => IsKnown?.Count(isKnown => isKnown);

    private int KnownRight => IsKnown!.Index().Count(image => image.Item && TensorPrimitives.IndexOfMax(Measured.Metrics.Row(image.Index)) == Measured.Metrics.Labels.Span[image.Index]);

    private int? KnownStrangers => Network.KnownFrom is { } threshold ? StrangerScores?.Count(score => score >= threshold) : null;

    /// <summary>Names and values for people.</summary>
    public IEnumerable<(string Name, string Value)> Rows()
    {
        if (Before is { } before)
            yield return ("before calibration", $"log-loss {before.LogLoss:0.0000}, Brier score {before.Brier:0.0000}, calibration error {before.Reliability.Error:0.0000} (temperature {Temperature:0.00})");
        if (Known is { } known)
            yield return ("known", $"{known:N0} of {Measured.Images:N0} images, with a {KnownBy} of {KnownFrom:0.0000} or more" + (known == 0 ? "" : $"; accuracy among them {FigureText.Of((double)KnownRight / known, WilsonInterval.Of(KnownRight, known))}"));
        if (Strangers is { } strangers)
            yield return ("told from strangers", $"AUROC {strangers.Auroc:0.0000}; a threshold that keeps 95 % of the images keeps {PercentText.Of(strangers.FprAt95Tpr)} of the {strangers.Strangers:N0} strangers"
                + (KnownStrangers is { } kept ? $", the model's own keeps {PercentText.Of((double)kept / strangers.Strangers)} of them" : ""));
    }

    /// <summary>The same for --json; null where there is nothing to say.</summary>
    public object? Document() => Before is null && Known is null && Strangers is null ? null : new
    {
        Temperature,
        BeforeCalibration = Before is null ? null : new FigureDocument(Before),
        KnownFrom,
        KnownBy = KnownFrom is null ? null : KnownBy,
        Known,
        KnownAccuracy = Known > 0 ? (double)KnownRight / Known : null,
        Strangers,
        KnownStrangers,
    };
}
