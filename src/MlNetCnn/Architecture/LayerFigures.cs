using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>What a layer makes of its input.</summary>
/// <param name="Output">The shape of one example going out, before an activation that a residual block ends in.</param>
internal sealed record LayerFigures(TensorShape Output)
{
    /// <summary>The weights the layer itself holds.</summary>
    public ImmutableArray<TensorSpec> Tensors { get; init; } = [];

    /// <summary>Its own multiply-accumulates for one image.</summary>
    public long Macs { get; init; }
}
