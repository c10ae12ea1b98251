using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>The curves of one run, as charts take them; the validation's, where there are such images, come last.</summary>
/// <param name="Loss">By epoch, the training's within the epoch under way too.</param>
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
        // In every chart the epoch whose weights the model has, as the list of runs says it: not each curve's own best.
        double? best = epochs.LastOrDefault(e => e.IsBest)?.Epoch;
        var bestOfTraining = hasValidation ? null : best;
        return new(
            [
                new("training", [.. epochs.Select(e => new ChartPoint(e.Epoch, e.TrainLoss)), .. steps.Select(s => new ChartPoint(Within(s), s.Loss))], bestOfTraining),
                .. hasValidation ? [Validation(epochs, e => e.ValidationLoss, best)] : Array.Empty<ChartSeries>(),
            ],
            [
                new("training", [.. epochs.Select(e => new ChartPoint(e.Epoch, e.TrainAccuracy)), .. steps.Select(s => new ChartPoint(Within(s), s.Accuracy))], bestOfTraining),
                .. hasValidation ? [Validation(epochs, e => e.ValidationAccuracy, best)] : Array.Empty<ChartSeries>(),
            ],
            [new("learning rate", [.. epochs.Select(e => new ChartPoint(e.Epoch, e.LearningRate))])],
            [new("gradient norm", [.. epochs.Where(e => e.GradientNorm is not null).Select(e => new ChartPoint(e.Epoch, e.GradientNorm!.Value))])],
            [new("images a second", [.. epochs.Select(e => new ChartPoint(e.Epoch, e.ImagesPerSecond)), .. steps.Select(s => new ChartPoint(Within(s), s.ImagesPerSecond))])]);
    }

    private static ChartSeries Validation(IReadOnlyList<EpochMetrics> epochs, Func<EpochMetrics, double?> value, double? best) =>
        new("validation", [.. epochs.Where(e => value(e) is not null).Select(e => new ChartPoint(e.Epoch, value(e)!.Value))], best);

    // The half of epoch 3 lies at 2.5: its end is where its own point comes.
    private static double Within(StepMetrics step) => step.Epoch - 1 + (double)step.Images / step.TotalImages;
}
