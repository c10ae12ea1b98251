namespace MlNetCnn;

/// <summary>The hyperbolic tangent, element by element; the shape stays. As PyTorch's <c>nn.Tanh</c> and ONNX's <c>Tanh</c>.</summary>
public sealed record Tanh : Layer;
