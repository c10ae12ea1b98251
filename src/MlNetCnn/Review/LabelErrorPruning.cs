namespace MlNetCnn;

/// <summary>Which labels <see cref="LabelErrors.Find"/> takes for wrong, of the number that is estimated.</summary>
public enum LabelErrorPruning
{
    /// <summary>Those that both of the others take: fewer, and more of them wrong.</summary>
    Both,

    /// <summary>For each pair of classes as many as are estimated to be mislabeled so, by the greatest margin between the two.</summary>
    NoiseRate,

    /// <summary>For each class as many as are estimated to be mislabeled, by the lowest probability of the label.</summary>
    Class,
}
