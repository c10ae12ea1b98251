namespace MlNetCnn;

/// <summary><c>1/(1 + e⁻ˣ)</c>, element by element; the shape stays. As PyTorch's <c>nn.Sigmoid</c> and ONNX's <c>Sigmoid</c>.</summary>
public sealed record Sigmoid : Layer;
