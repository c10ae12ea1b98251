namespace MlNetCnn.Training;

/// <summary>How fast a network trains, as measured over a few batches.</summary>
/// <param name="TrainImagesPerSecond">Forward, backward and the optimizer's step.</param>
/// <param name="EvaluationImagesPerSecond">Forward only.</param>
/// <param name="BatchSize">Images a step.</param>
internal sealed record TrainingSpeed(double TrainImagesPerSecond, double EvaluationImagesPerSecond, int BatchSize);
