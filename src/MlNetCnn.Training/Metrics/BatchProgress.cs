namespace MlNetCnn.Training;

/// <summary>How far an epoch is; reported a few times a second at most.</summary>
/// <param name="Epoch">The epoch under way, from 1; 0 while the features of frozen layers are computed, when there is no loss yet.</param>
/// <param name="Epochs">How many there will be at most.</param>
/// <param name="Images">Images of this epoch trained on so far, or whose features are there.</param>
/// <param name="TotalImages">Images in an epoch.</param>
/// <param name="Loss">The mean loss of this epoch so far.</param>
/// <param name="Accuracy">The accuracy of this epoch so far, from 0 to 1.</param>
/// <param name="ImagesPerSecond">Training images a second in this epoch so far.</param>
/// <param name="Remaining">The time left if all further epochs are as fast.</param>
public sealed record BatchProgress(
    int Epoch,
    int Epochs,
    int Images,
    int TotalImages,
    double Loss,
    double Accuracy,
    double ImagesPerSecond,
    TimeSpan Remaining);
