namespace MlNetCnn;

/// <summary>
/// In training, sets each value to zero with <see cref="Probability"/> and scales the others by 1/(1 − p) (Srivastava et al. 2014);
/// in evaluation, and in exported models, the identity. As PyTorch's <c>nn.Dropout</c>.
/// </summary>
/// <param name="Probability">From 0 up to, but not including, 1. Default: 0.5.</param>
public sealed record Dropout([property: Within(0, Maximum = 1, ExcludesMaximum = true)] double Probability = 0.5) : Layer
{
    internal override LayerFigures Infer(LayerInput at) => at.Same();

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Bytes: (long)output.Elements * sizeof(float)); // the mask

    internal override string WriteOnnx(OnnxLayer at) => at.Input;
}
