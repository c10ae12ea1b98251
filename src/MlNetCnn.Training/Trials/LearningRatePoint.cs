namespace MlNetCnn.Training;

/// <summary>One step of a learning-rate sweep.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Loss">The training loss at it, smoothed.</param>
public readonly record struct LearningRatePoint(double Rate, double Loss);
