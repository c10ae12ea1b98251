namespace MlNetCnn;

/// <summary>
/// In training, sets the values of an image to zero with <see cref="Probability"/> and scales the other images by 1/(1 − p), at the end of
/// a residual body (Huang et al. 2016; also called drop path); in evaluation, and in exported models, the identity.
/// </summary>
/// <remarks>As torchvision's <c>StochasticDepth</c> of mode <c>row</c>.</remarks>
/// <param name="Probability">From 0 up to, but not including, 1. Default: 0.2.</param>
public sealed record StochasticDepth([property: Within(0, Maximum = 1, ExcludesMaximum = true)] double Probability = 0.2) : Layer
{
    internal override LayerFigures Infer(LayerInput at) => at.Same();

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Bytes: sizeof(float)); // one factor an image

    internal override string WriteOnnx(OnnxLayer at) => at.Input;
}
