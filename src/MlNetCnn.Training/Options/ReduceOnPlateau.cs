namespace MlNetCnn.Training;

/// <summary>
/// Reduces the learning rate when epochs no longer get better, as PyTorch's <c>ReduceLROnPlateau</c> does; multiplies whatever rate the
/// recipe has at a step.
/// </summary>
public sealed record ReduceOnPlateau
{
    /// <summary>What the rate is multiplied by, above 0 and below 1. Default: 0.1.</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>Reduces after so many epochs in a row that were not better than the best, at least 1. Default: 3.</summary>
    public int Patience { get; init; } = 3;

    /// <summary>The smallest share of the recipe's rate, from 0 up to 1. Default: 0.0001.</summary>
    public double Least { get; init; } = 1e-4;
}
