using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>What a person has chosen already; nothing of it is proposed.</summary>
internal sealed record ChosenSettings
{
    /// <summary>Null where the network is to be proposed too, unless pretrained weights name it.</summary>
    public Architecture? Network { get; init; }

    /// <summary>By the names in <see cref="ImageSettings"/>.</summary>
    public IReadOnlyDictionary<string, string> Images { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>By the names in <see cref="MlNetCnn.Training.TrainingSettings"/>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = ImmutableDictionary<string, string>.Empty;
}
