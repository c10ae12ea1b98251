using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>Metrics of an epoch in progress; a few per epoch are kept.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Images">Images of this epoch trained on by then.</param>
/// <param name="TotalImages">Images in an epoch.</param>
/// <param name="Loss">The mean loss of the epoch by then.</param>
/// <param name="Accuracy">The accuracy of the epoch by then, from 0 to 1.</param>
/// <param name="ImagesPerSecond">Training images a second in this epoch by then.</param>
internal sealed record StepMetrics(int Epoch, int Images, int TotalImages, double Loss, double Accuracy, double ImagesPerSecond)
{
    internal static StepMetrics Of(BatchProgress batch) => new(batch.Epoch, batch.Images, batch.TotalImages, batch.Loss, batch.Accuracy, batch.ImagesPerSecond);
}
