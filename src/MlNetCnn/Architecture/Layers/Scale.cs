using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// A gate: the input times what the body makes of it, <c>x·body(x)</c>. Each size of the factors is the input's or 1: one factor a channel
/// (<c>C×1×1</c>), a pixel (<c>1×H×W</c>), a channel's row (<c>C×H×1</c>) or a value (<c>C×H×W</c>). Squeeze-and-excitation (Hu et al. 2017) is a body of global average pooling, two 1×1
/// convolutions and a sigmoid.
/// </summary>
/// <remarks>The layers of the body share the block's namespace: <c>se.fc1</c>, not <c>se.body.fc1</c>.</remarks>
/// <param name="Body">The layers that give the factors, at least one.</param>
public sealed record Scale([property: Within(1)] LayerList Body) : Layer
{
    internal override ImmutableArray<LayerBranch> Inside => [new(LayerList.Empty), new(Body)];

    internal override LayerFigures Infer(LayerInput at)
    {
        var (x, gate) = (at.Input, at.Ends[1].Shape);
        var fits = gate.Dimensions.Length == x.Dimensions.Length && gate.Dimensions.Zip(x.Dimensions).All(sizes => sizes.First == sizes.Second || sizes.First == 1);
        at.Require(fits, $"cannot multiply its input's {x} with its body's {gate}: "
            + "end the body in factors of the input's sizes or 1, such as one a channel (C×1×1) or a pixel (1×H×W).");
        return new(x);
    }

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true); // the gate is small, or kept by what gave it

    internal override string WriteOnnx(OnnxLayer at) => at.Result("Mul", at.Inputs.AsSpan());
}
