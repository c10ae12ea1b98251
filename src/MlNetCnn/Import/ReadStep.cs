using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>What a node of a graph is here.</summary>
internal abstract record ReadStep;

/// <summary>A layer, with its weights in the plan's order.</summary>
internal sealed record LayerStep(Layer Layer, params ImmutableArray<WeightTensor> Weights) : ReadStep
{
    /// <summary>The node in words.</summary>
    public string? Words { get; init; }
}

/// <summary>A factor and a shift for each channel, which the layer before may take in.</summary>
/// <param name="Factors">One a channel, or null for 1.</param>
/// <param name="Shifts">One a channel, or null for 0.</param>
/// <param name="IsImage">Whether it acts on feature maps.</param>
/// <param name="Words">The node in words.</param>
internal sealed record AffineStep(float[]? Factors, float[]? Shifts, bool IsImage, string Words) : ReadStep;

/// <summary>A vector becomes feature maps of 1×1.</summary>
internal sealed record UnflattenStep(string Words) : ReadStep;
