using System.Collections.Immutable;
using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>
/// Parallel branches of the same input whose outputs are joined along the channels (GoogLeNet's Inception, Szegedy et al. 2014;
/// DenseNet, Huang et al. 2016); height and width of all branches must agree. Vectors are joined end to end.
/// </summary>
/// <param name="Branches">The branches, at least one; an empty <see cref="Block"/> passes its input on.</param>
public sealed record Concat([property: Within(1)] LayerList Branches) : Layer
{
    /// <summary>Whether the branches are named as if they stood in the block around this layer. Default: false.</summary>
    public bool Inline { get; init; }

    internal override bool SharesNames => Inline;

    internal override ImmutableArray<LayerBranch> Inside => [.. Branches.Select((branch, i) => new LayerBranch([branch], First: i))];

    internal override LayerFigures Infer(LayerInput at)
    {
        var first = at.Ends[0];
        foreach (var (path, shape) in at.Ends)
        {
            at.Require(shape.IsImage == first.Shape.IsImage,
                $"joins '{first.Path}' of {first.Shape} with '{path}' of {shape}, but feature maps and vectors cannot be joined: add Flatten to the branch of feature maps.");
            if (shape.IsFlat)
                continue;
            at.Require(shape.Height == first.Shape.Height && shape.Width == first.Shape.Width,
                $"cannot join '{first.Path}' of {first.Shape} with '{path}' of {shape}: height and width must agree, so give both the same stride and padding.");
        }
        if (first.Shape.IsFlat)
            return new(at.Shape("an output", at.Ends.Sum(e => (long)e.Shape.Elements)));
        return new(at.Shape("an output", at.Ends.Sum(e => (long)e.Shape.Channels), first.Shape.Height, first.Shape.Width));
    }

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => default;

    internal override string WriteOnnx(OnnxLayer at) => at.Result("Concat", at.Inputs.AsSpan(), Int("axis", 1));
}
