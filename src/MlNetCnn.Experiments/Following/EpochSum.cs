namespace MlNetCnn.Experiments;

/// <summary>What the epochs of a run come to so far.</summary>
/// <param name="Epochs">How many were summed up.</param>
/// <param name="SecondsPerImage">The sum of the time that an image took in each.</param>
/// <param name="BestEpoch">The last one that was the best by then; 0 where none was.</param>
/// <param name="BestAccuracy">Its accuracy.</param>
internal readonly record struct EpochSum(int Epochs, double SecondsPerImage, int BestEpoch, double? BestAccuracy)
{
    public double? ImagesPerSecond => SecondsPerImage > 0 ? Epochs / SecondsPerImage : null;

    public EpochSum Add(EpochRow epoch) => new(
        Epochs + 1,
        SecondsPerImage + (epoch.ImagesPerSecond > 0 ? 1 / epoch.ImagesPerSecond : 0),
        epoch.IsBest ? epoch.Epoch : BestEpoch,
        epoch.IsBest ? epoch.ValidationAccuracy ?? epoch.TrainAccuracy : BestAccuracy);
}
