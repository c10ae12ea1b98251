namespace MlNetCnn;

/// <summary><c>C×H×W</c> to one vector of <c>C·H·W</c> values, channels outermost. As PyTorch's <c>nn.Flatten</c> and ONNX's <c>Flatten</c>.</summary>
public sealed record Flatten : Layer;
