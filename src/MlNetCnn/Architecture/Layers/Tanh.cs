namespace MlNetCnn;

/// <summary>The hyperbolic tangent, element by element; the shape stays. As PyTorch's <c>nn.Tanh</c> and ONNX's <c>Tanh</c>.</summary>
public sealed record Tanh : Layer
{
    internal override LayerFigures Infer(LayerInput at) => at.Same();

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Output: true);

    internal override string WriteOnnx(OnnxLayer at) => at.Step("Tanh");
}
