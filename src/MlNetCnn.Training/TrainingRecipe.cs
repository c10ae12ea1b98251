namespace MlNetCnn.Training;

/// <summary>The settings that belong together: what a network trains well with when nothing else is said.</summary>
/// <param name="Optimizer">How gradients change the weights.</param>
/// <param name="LearningRate">The step size, above 0.</param>
/// <param name="BatchSize">Images a step.</param>
/// <param name="Epochs">Passes over the training images.</param>
/// <param name="Momentum">Of SGD, from 0 up to, but not including, 1.</param>
/// <param name="WeightDecay">0 or more.</param>
public sealed record TrainingRecipe(
    OptimizerKind Optimizer,
    double LearningRate,
    int BatchSize,
    int Epochs,
    double Momentum = 0,
    double WeightDecay = 0);
