using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// A residual block (He et al. 2015): <c>activation(body(x) + shortcut(x))</c>. Both sides must end in the same shape.
/// </summary>
/// <remarks>The layers of body and shortcut share the block's namespace: <c>stage2.0.conv1</c>, not <c>stage2.0.body.conv1</c>.</remarks>
/// <param name="Body">The layers of the main path, at least one.</param>
public sealed record Residual([property: Within(1)] LayerList Body) : Layer
{
    /// <summary>The layers of the other path. Default: none, the identity.</summary>
    public LayerList Shortcut { get; init; } = LayerList.Empty;

    /// <summary>What follows the sum. Default: none; the book's and torchvision's blocks have a <see cref="ReLU"/>.</summary>
    public Layer? Activation { get; init; }

    internal override ImmutableArray<LayerBranch> Inside =>
        [new(Body), new(Shortcut, "shortcut"), new(Activation is null ? LayerList.Empty : [Activation], "activation")];

    internal override int BranchesBehind => 1;

    internal override LayerFigures Infer(LayerInput at)
    {
        var (body, shortcut) = (at.Ends[0].Shape, at.Ends[1].Shape);
        at.Require(body.Equals(shortcut), Shortcut.Count == 0
            ? $"cannot add its body's {body} to its input's {shortcut}: add a shortcut, a 1×1 convolution with the body's channels and stride."
            : $"cannot add its body's {body} to its shortcut's {shortcut}: give the shortcut the body's channels and stride.");
        return new(body);
    }

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => default;

    internal override string WriteOnnx(OnnxLayer at) => Activation is null
        ? at.Result("Add", at.Inputs.AsSpan())
        : at.Graph.Describe(at.Between("sum", "Add", at.Inputs.AsSpan()), at.OutputShape);
}
