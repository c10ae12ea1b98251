using MlNetCnn.Dashboard.Charts;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard.Runs;

/// <summary>The curves of one run, as charts take them; the validation's, where there are such images, come last.</summary>
/// <param name="Loss">By epoch, the training's within the epoch under way too, which is no best epoch.</param>
/// <param name="Accuracy">Likewise, from 0 to 1.</param>
/// <param name="LearningRate">By epoch.</param>
/// <param name="GradientNorm">By epoch, without points where norms were not asked for.</param>
/// <param name="Speed">Training images a second.</param>
public sealed record RunCurveSet(
    IReadOnlyList<ChartSeries> Loss,
    IReadOnlyList<ChartSeries> Accuracy,
    IReadOnlyList<ChartSeries> LearningRate,
    IReadOnlyList<ChartSeries> GradientNorm,
    IReadOnlyList<ChartSeries> Speed)
{
    internal static RunCurveSet Of(IReadOnlyList<EpochMetrics> epochs, IReadOnlyList<StepMetrics> steps)
    {
        var hasValidation = epochs.Any(e => e.ValidationLoss is not null);
        return new(
            [
                new("training", [.. epochs.Select(e => new ChartPoint(e.Epoch, e.TrainLoss)), .. steps.Select(s => new ChartPoint(Within(s), s.Loss))],
                    hasValidation ? ChartBest.None : ChartBest.Lowest, epochs.Count),
                .. hasValidation ? [Validation(epochs, e => e.ValidationLoss, ChartBest.Lowest)] : Array.Empty<ChartSeries>(),
            ],
            [
                new("training", [.. epochs.Select(e => new ChartPoint(e.Epoch, e.TrainAccuracy)), .. steps.Select(s => new ChartPoint(Within(s), s.Accuracy))],
                    hasValidation ? ChartBest.None : ChartBest.Highest, epochs.Count),
                .. hasValidation ? [Validation(epochs, e => e.ValidationAccuracy, ChartBest.Highest)] : Array.Empty<ChartSeries>(),
            ],
            [new("learning rate", [.. epochs.Select(e => new ChartPoint(e.Epoch, e.LearningRate))])],
            [new("gradient norm", [.. epochs.Where(e => e.GradientNorm is not null).Select(e => new ChartPoint(e.Epoch, e.GradientNorm!.Value))])],
            [new("images a second", [.. epochs.Select(e => new ChartPoint(e.Epoch, e.ImagesPerSecond)), .. steps.Select(s => new ChartPoint(Within(s), s.ImagesPerSecond))])]);
    }

    private static ChartSeries Validation(IReadOnlyList<EpochMetrics> epochs, Func<EpochMetrics, double?> value, ChartBest best) =>
        new("validation", [.. epochs.Where(e => value(e) is not null).Select(e => new ChartPoint(e.Epoch, value(e)!.Value))], best);

    // The half of epoch 3 lies at 2.5: its end is where its own point comes.
    private static double Within(StepMetrics step) => step.Epoch - 1 + (double)step.Images / step.TotalImages;
}
