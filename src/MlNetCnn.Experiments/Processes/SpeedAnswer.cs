namespace MlNetCnn.Experiments;

/// <summary>Measured training speed of a network on this machine.</summary>
/// <param name="TrainImagesPerSecond">Images a second, forward, backward and the optimizer's step.</param>
/// <param name="EvaluationImagesPerSecond">Images a second, forward only.</param>
/// <param name="BatchSize">Images of a step.</param>
/// <param name="Threads">The threads that computed.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda:N</c>.</param>
/// <param name="TrainingBytes">By how much training raised the memory of its process.</param>
/// <param name="PeakBytes">The most memory that its process held.</param>
/// <param name="IsOfNoise">Whether noise stood for images that could not be read quickly.</param>
internal sealed record SpeedAnswer(
    double TrainImagesPerSecond,
    double EvaluationImagesPerSecond,
    int BatchSize,
    int Threads,
    string Device,
    long TrainingBytes,
    long PeakBytes,
    bool IsOfNoise)
{
    /// <summary>Estimates the duration of an epoch.</summary>
    /// <param name="train">Images to train on.</param>
    /// <param name="evaluated">Images that are looked at once more, forward only.</param>
    public TimeSpan EpochOf(double train, double evaluated) =>
        TimeSpan.FromSeconds((train / TrainImagesPerSecond) + (evaluated / EvaluationImagesPerSecond));
}
