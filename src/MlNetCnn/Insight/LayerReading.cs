using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>What a network made of one image.</summary>
/// <param name="Probabilities">One a class; they sum to 1.</param>
/// <param name="Layers">The outputs that were asked for, by the layers' paths.</param>
public sealed record LayerReading(ImmutableArray<float> Probabilities, IReadOnlyDictionary<string, FeatureMaps> Layers)
{
    /// <summary>What is compared with <see cref="CnnModel.KnownFrom"/>; null where the model has none.</summary>
    internal float? KnownScore { get; init; }
}
