namespace MlNetCnn.Training;

/// <summary>
/// How the threshold is chosen from which on an image counts as known, see <see cref="CnnModel.KnownFrom"/>. What is compared with it is the
/// <see cref="Familiarity"/> or the probability of the likeliest class, whichever tells validation images from strangers better: from
/// <see cref="TrainingOptions.Strangers"/> or else random pixels. With <see cref="Precision"/> it is the probability.
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
