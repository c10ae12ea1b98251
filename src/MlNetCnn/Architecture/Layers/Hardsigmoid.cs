using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary><c>min(max(x + 3, 0), 6)/6</c>, element by element. As PyTorch's <c>nn.Hardsigmoid</c> and ONNX's <c>HardSigmoid</c> with alpha 1/6.</summary>
public sealed record Hardsigmoid : Layer
{
    internal override LayerFigures Infer(LayerInput at) => at.Same();

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true);

    internal override string WriteOnnx(OnnxLayer at) => at.Step("HardSigmoid", Float("alpha", 1 / 6.0));
}
