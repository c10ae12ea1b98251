namespace MlNetCnn.Training;

/// <summary>
/// By what the probability is chosen from which on the likeliest class counts as known; what lies below is unknown: see
/// <see cref="CnnModel.KnownFrom"/>.
/// </summary>
public sealed record UnknownOptions
{
    /// <summary>The share of the validation images that are to count as known, above 0 and up to 1. Default: 0.95.</summary>
    public double Recall { get; init; } = 0.95;

    /// <summary>The share of the known validation images that are to be classified rightly, above 0 and up to 1, in place of <see cref="Recall"/>. Default: null.</summary>
    public double? Precision { get; init; }

    /// <summary>
    /// Chooses the threshold that tells validation images from random pixels best, in place of <see cref="Recall"/>; images of no class that are like those that
    /// come later serve better: see <see cref="TrainingOptions.Strangers"/>. Default: false.
    /// </summary>
    public bool Noise { get; init; }
}
