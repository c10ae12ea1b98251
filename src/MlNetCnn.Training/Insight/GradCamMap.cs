using System.Collections.Immutable;

namespace MlNetCnn.Training;

/// <summary>How strongly each place of a layer's feature maps speaks for a class.</summary>
public sealed record GradCamMap
{
    /// <summary>The layer's path.</summary>
    public required string Layer { get; init; }

    /// <summary>The class, counted from 0.</summary>
    public required int Class { get; init; }

    /// <summary>What the network gives for the class before the softmax.</summary>
    public required float Logit { get; init; }

    /// <summary>The probability of the class, from 0 to 1.</summary>
    public required float Probability { get; init; }

    /// <summary>Rows of the map.</summary>
    public required int Height { get; init; }

    /// <summary>Columns of the map.</summary>
    public required int Width { get; init; }

    /// <summary>Height·width values from 0 up, row by row, in the units of the logit. All are 0 where nothing speaks for the class.</summary>
    public required ImmutableArray<float> Values { get; init; }
}
