using System.Collections.Immutable;

namespace MlNetCnn.Training;

/// <summary>What one pass over the training images came to. Losses are mean cross-entropies in nats, accuracies shares from 0 to 1.</summary>
/// <param name="Epoch">Counts from 1.</param>
/// <param name="TrainLoss">
/// Over all training images, as <see cref="TrainingOptions.TrainMetrics"/> says: as they were trained on, augmented, with smoothed labels and
/// weighted classes, or else in evaluation mode at the epoch's end.
/// </param>
/// <param name="TrainAccuracy">Over all training images, likewise.</param>
/// <param name="ValidationLoss">Over all validation images in evaluation mode, or null without validation data.</param>
/// <param name="ValidationAccuracy">Over all validation images in evaluation mode, or null without validation data.</param>
/// <param name="LearningRate">The learning rate of the epoch's last step.</param>
/// <param name="Seconds">The epoch's duration, validation included.</param>
/// <param name="ImagesPerSecond">Training images a second, validation not counted.</param>
/// <param name="IsBest">Whether these are the best weights so far.</param>
public sealed record EpochMetrics(
    int Epoch,
    double TrainLoss,
    double TrainAccuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    double LearningRate,
    double Seconds,
    double ImagesPerSecond,
    bool IsBest)
{
    /// <summary>
    /// The mean over the epoch's steps of the length of all gradients as one vector, before clipping; null unless
    /// <see cref="TrainingOptions.GradientNorms"/> or <see cref="TrainingOptions.GradientClip"/> asks for it.
    /// </summary>
    public double? GradientNorm { get; init; }

    /// <summary>
    /// The images of a step: fewer than asked for where memory ran out and <see cref="TrainingOptions.HalveBatch"/> is set; null in what
    /// earlier versions wrote.
    /// </summary>
    public int? BatchSize { get; init; }

    /// <summary>The weights after the epoch by tensor, where <see cref="TrainingOptions.WeightHistograms"/> asks for them; otherwise empty.</summary>
    public ImmutableArray<WeightHistogram> WeightHistograms { get; init; } = [];
}
