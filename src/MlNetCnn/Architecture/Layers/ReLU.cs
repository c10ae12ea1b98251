namespace MlNetCnn;

/// <summary><c>max(x, 0)</c>, element by element; the shape stays. As PyTorch's <c>nn.ReLU</c> and ONNX's <c>Relu</c>.</summary>
public sealed record ReLU : Layer;
