namespace MlNetCnn.Training;

/// <summary>What <see cref="EpochMetrics.TrainLoss"/> and <see cref="EpochMetrics.TrainAccuracy"/> are of.</summary>
public enum TrainMetrics
{
    /// <summary>
    /// Each batch as it was trained on, before its step: augmented, with dropout, smoothed labels and weighted classes, by weights that
    /// changed from batch to batch. Costs nothing.
    /// </summary>
    Running,

    /// <summary>
    /// All training images as they are, in evaluation mode, by the weights at the epoch's end, as validation images are measured. Costs one
    /// more pass forward an epoch, about a third of its time.
    /// </summary>
    Evaluated,
}
