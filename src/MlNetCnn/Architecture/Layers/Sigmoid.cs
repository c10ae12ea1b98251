namespace MlNetCnn;

/// <summary><c>1/(1 + e⁻ˣ)</c>, element by element; the shape stays. As PyTorch's <c>nn.Sigmoid</c> and ONNX's <c>Sigmoid</c>.</summary>
public sealed record Sigmoid : Layer
{
    internal override LayerFigures Infer(LayerInput at) => at.Same();

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Output: true);

    internal override string WriteOnnx(OnnxLayer at) => at.Step("Sigmoid");
}
