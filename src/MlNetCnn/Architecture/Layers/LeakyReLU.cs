using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary><c>x</c> where positive, <c>NegativeSlope·x</c> elsewhere (Maas et al. 2013). As PyTorch's <c>nn.LeakyReLU</c> and ONNX's <c>LeakyRelu</c>.</summary>
public sealed record LeakyReLU : Layer
{
    /// <summary>The slope for negative values, 0 or more. Default: 0.01.</summary>
    [Within(0)]
    public double NegativeSlope { get; init; } = 0.01;

    internal override LayerFigures Infer(LayerInput at) => at.Same();

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true);

    internal override string WriteOnnx(OnnxLayer at) => at.Step("LeakyRelu", Float("alpha", NegativeSlope));
}
