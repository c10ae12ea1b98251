namespace MlNetCnn;

/// <summary><c>x·min(max(x + 3, 0), 6)/6</c>, element by element (MobileNetV3, Howard et al. 2019). As PyTorch's <c>nn.Hardswish</c> and ONNX's <c>HardSwish</c>.</summary>
public sealed record Hardswish : Layer
{
    internal override LayerFigures Infer(LayerInput at) => at.Same();

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true);

    internal override string WriteOnnx(OnnxLayer at) => at.Step("HardSwish");
}
