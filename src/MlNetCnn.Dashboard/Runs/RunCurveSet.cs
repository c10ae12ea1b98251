using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>The curves of a run for charts; training curves include the current epoch, validation curves come last.</summary>
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
        // All charts mark the epoch whose weights are kept, as the list of runs does, not the best point of each curve. Without validation
        // images it is the last one, good or bad.
        double? best = epochs.LastOrDefault(e => e.IsBest)?.Epoch;
        return new(
            [
                new("training", [.. epochs.Select(e => new ChartPoint(e.Epoch, e.TrainLoss)), .. steps.Select(s => new ChartPoint(Within(s), s.Loss))]),
                .. hasValidation ? [Validation(epochs, e => e.ValidationLoss, best)] : Array.Empty<ChartSeries>(),
            ],
            [
                new("training", [.. epochs.Select(e => new ChartPoint(e.Epoch, e.TrainAccuracy)), .. steps.Select(s => new ChartPoint(Within(s), s.Accuracy))]),
                .. hasValidation ? [Validation(epochs, e => e.ValidationAccuracy, best)] : Array.Empty<ChartSeries>(),
            ],
            [new("learning rate", [.. epochs.Select(e => new ChartPoint(e.Epoch, e.LearningRate))])],
            [new("gradient norm", [.. epochs.Where(e => e.GradientNorm is not null).Select(e => new ChartPoint(e.Epoch, e.GradientNorm!.Value))])],
            [new("images a second", [.. epochs.Select(e => new ChartPoint(e.Epoch, e.ImagesPerSecond)), .. steps.Select(s => new ChartPoint(Within(s), s.ImagesPerSecond))])]);
    }

    private static ChartSeries Validation(IReadOnlyList<EpochMetrics> epochs, Func<EpochMetrics, double?> value, double? best) =>
        new("validation", [.. epochs.Where(e => value(e) is not null).Select(e => new ChartPoint(e.Epoch, value(e)!.Value))], best);

    // Half of epoch 3 is at 2.5, since the point of an epoch is at its end.
    private static double Within(StepMetrics step) => step.Epoch - 1 + (double)step.Images / step.TotalImages;
}
