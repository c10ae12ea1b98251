namespace MlNetCnn;

/// <summary><c>x·sigmoid(x)</c>, also called swish, element by element. As PyTorch's <c>nn.SiLU</c>.</summary>
public sealed record SiLU : Layer
{
    internal override LayerFigures Infer(LayerInput at) => at.Same();

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true);

    internal override string WriteOnnx(OnnxLayer at) => at.Result("Mul", [at.Input, at.Between("sigmoid", "Sigmoid", [at.Input])]);
}
