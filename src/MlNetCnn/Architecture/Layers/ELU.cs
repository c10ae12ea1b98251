using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary><c>x</c> where positive, <c>Alpha·(exp(x) − 1)</c> elsewhere (Clevert et al. 2015). As PyTorch's <c>nn.ELU</c> and ONNX's <c>Elu</c>.</summary>
public sealed record ELU : Layer
{
    /// <summary>The negative of the limit for very negative values, above 0. Default: 1.</summary>
    [Within(0, ExcludesMinimum = true)]
    public double Alpha { get; init; } = 1;

    internal override LayerFigures Infer(LayerInput at) => at.Same();

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true);

    internal override string WriteOnnx(OnnxLayer at) => at.Step("Elu", Float("alpha", Alpha));
}
