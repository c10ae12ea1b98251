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
}
