using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>
/// Progress of a run: the fraction of its maximum number of epochs from 0 to 1, the remaining time at the current speed, and training
/// throughput; null if unknown.
/// </summary>
public readonly record struct RunProgress(double Share, TimeSpan? Left, double? ImagesPerSecond)
{
    // Enough epochs to average out an outlier, few enough to be recent.
    private const int LastEpochs = 5;

    internal static RunProgress Of(Run run, IReadOnlyList<EpochMetrics> epochs, IReadOnlyList<StepMetrics> steps)
    {
        if (run.Epochs == 0)
            return default;
        var step = steps.Count > 0 ? steps[^1] : null;
        // The folder is ahead of the row.
        var over = epochs.Count > 0 ? Math.Max(run.Epoch, epochs[^1].Epoch) : run.Epoch;
        var done = over + (step is null ? 0 : Math.Min(1, (double)step.Images / step.TotalImages));
        var last = epochs.Skip(epochs.Count - LastEpochs).ToArray();
        double? secondsAnEpoch = last.Length > 0 ? last.Average(e => e.Seconds)
            : step is { ImagesPerSecond: > 0 } ? step.TotalImages / step.ImagesPerSecond
            : null;
        var left = run.State == RunState.Running && secondsAnEpoch is { } seconds && double.IsFinite(seconds)
            ? TimeSpan.FromSeconds(Math.Max(0, run.Epochs - done) * seconds)
            : (TimeSpan?)null;
        return new(Math.Clamp(done / run.Epochs, 0, 1), left, step?.ImagesPerSecond ?? (last.Length > 0 ? last[^1].ImagesPerSecond : null));
    }
}
