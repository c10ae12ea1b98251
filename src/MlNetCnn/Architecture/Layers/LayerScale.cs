namespace MlNetCnn;

/// <summary>Each channel of <c>C×H×W</c> times a factor that is trained and starts small, at the end of a residual body (Touvron et al. 2021, as ConvNeXt has it).</summary>
/// <remarks>Its parameter, <c>C×1×1</c>, is called as the layer itself, as in torchvision's ConvNeXt.</remarks>
public sealed record LayerScale : Layer
{
    /// <summary>The factors before training, from 0 to 1. Default: 1e-6.</summary>
    [Within(0, Maximum = 1)]
    public double InitialFactor { get; init; } = 1e-6;

    internal override LayerFigures Infer(LayerInput at) =>
        at.Same() with { Tensors = [new TensorSpec(at.Path, new TensorShape(at.Image().Channels, 1, 1), IsTrainable: true) { Key = $"{at.Path}.weight" }] };

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true);

    internal override string WriteOnnx(OnnxLayer at) => at.Step("Mul");
}
