namespace MlNetCnn;

/// <summary>Layers one after another under one name: a stage, a classifier's head. An empty block is the identity. As PyTorch's <c>nn.Sequential</c>.</summary>
/// <param name="Layers">The layers, in order.</param>
public sealed record Block(LayerList Layers) : Layer;
