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
    double WeightDecay = 0)
{
    /// <summary>How the learning rate moves over the training. Default: not at all.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>Whether weight decay holds for biases and normalization layers too, as PyTorch has it. Default: yes.</summary>
    public bool DecayBiasAndNorm { get; init; } = true;

    /// <summary>The share of each label that is spread over all classes (Szegedy et al. 2015), from 0 up to, but not including, 1. Default: 0.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>What happens at random to the training images. Default: nothing.</summary>
    public Augmentation Augmentation { get; init; } = Augmentation.None;

    /// <summary>What the learning rate is multiplied by for all layers before the one for the classes, above 0. Default: 1.</summary>
    public double BackboneRate { get; init; } = 1;

    /// <summary>What training a network by this recipe takes: the optimizer's memory depends on its kind and on momentum.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="batchSize">Images a step. Default: the recipe's.</param>
    public NetworkCosts CostsOf(NetworkPlan plan, int? batchSize = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Costs(batchSize ?? BatchSize, Optimizer != OptimizerKind.Sgd ? 2 : Momentum > 0 ? 1 : 0);
    }
}
