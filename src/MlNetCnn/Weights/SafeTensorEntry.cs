using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>One tensor as a safetensors header describes it; <see cref="Start"/> and <see cref="End"/> count bytes from the header's end.</summary>
internal sealed record SafeTensorEntry(string Name, string Type, ImmutableArray<long> Shape, long Start, long End)
{
    /// <summary>Whether it holds weights: floating point, with dimensions, none of them 0.</summary>
    public bool IsWeights => SafeTensorTypes.IsWeights(Type, Shape);

    /// <summary>Type and shape: <c>I64 scalar</c>, <c>F16 64×3×7×7</c>.</summary>
    public string Description => SafeTensorTypes.Describe(Type, Shape);
}
