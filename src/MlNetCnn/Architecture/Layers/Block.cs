using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>Layers one after another under one name: a stage, a classifier's head. An empty block is the identity. As PyTorch's <c>nn.Sequential</c>.</summary>
/// <param name="Layers">The layers, in order.</param>
public sealed record Block(LayerList Layers) : Layer
{
    internal override ImmutableArray<LayerBranch> Inside => [new(Layers)];

    /// <summary>Whether the layers inside are named as if they stood in the block around this one. Default: false.</summary>
    public bool Inline { get; init; }

    internal override bool SharesNames => Inline;

    internal override bool Computes => false;

    internal override LayerFigures Infer(LayerInput at) => new(at.Ends[0].Shape);

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => default;

    internal override string WriteOnnx(OnnxLayer at) => at.Input;
}
