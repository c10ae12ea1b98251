using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>Summary of the epochs so far, kept in the row; the epochs themselves are in the run's folder.</summary>
/// <param name="Epoch">The last one.</param>
/// <param name="BestEpoch">The one whose weights count; 0 where none was the best.</param>
/// <param name="BestAccuracy">Its accuracy on the validation images, or where there are none on the training images.</param>
/// <param name="ImagesPerSecond">Training images a second over all of them.</param>
internal sealed record EpochSummary(int Epoch, int BestEpoch, double? BestAccuracy, double? ImagesPerSecond)
{
    /// <summary>Null where no epoch has finished.</summary>
    public static EpochSummary? Of(IReadOnlyList<EpochMetrics> epochs)
    {
        if (epochs is not [.., var last])
            return null;
        var best = epochs.LastOrDefault(e => e.IsBest);
        var secondsAnImage = epochs.Where(e => e.ImagesPerSecond > 0).Sum(e => 1 / e.ImagesPerSecond);
        return new(last.Epoch, best?.Epoch ?? 0, best?.ValidationAccuracy ?? best?.TrainAccuracy, secondsAnImage > 0 ? epochs.Count / secondsAnImage : null);
    }
}
