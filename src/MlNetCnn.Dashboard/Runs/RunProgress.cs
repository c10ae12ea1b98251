using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>How far a run is.</summary>
/// <param name="Share">Of the epochs there will be at most, from 0 to 1.</param>
/// <param name="Left">The time that is left at the speed of the last epochs, or null where that cannot be said.</param>
/// <param name="ImagesPerSecond">Training images a second now, or null.</param>
public readonly record struct RunProgress(double Share, TimeSpan? Left, double? ImagesPerSecond)
{
    // As many epochs as tell of the present, but more than one odd one.
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
