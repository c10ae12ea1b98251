namespace MlNetCnn;

/// <summary><c>max(x, 0)</c>, element by element; the shape stays. As PyTorch's <c>nn.ReLU</c> and ONNX's <c>Relu</c>.</summary>
public sealed record ReLU : Layer
{
    internal override LayerFigures Infer(LayerInput at) => at.Same();

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Output: true);

    internal override bool Overwrites(bool mayOverwrite) => mayOverwrite;

    internal override string WriteOnnx(OnnxLayer at) => at.Step("Relu");
}
