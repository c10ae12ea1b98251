using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>
/// Batch normalization of each channel of <c>C×H×W</c> (Ioffe and Szegedy 2015); the shape stays. In training it uses the batch's mean
/// and variance, in evaluation the running ones.
/// </summary>
/// <remarks>As PyTorch's <c>nn.BatchNorm2d</c> and ONNX's <c>BatchNormalization</c>. Parameters: <c>weight</c>, <c>bias</c>; buffers: <c>running_mean</c>, <c>running_var</c>.</remarks>
public sealed record BatchNorm2d : Layer
{
    /// <summary>Added to the variance before the square root, above 0. Default: 1e-5.</summary>
    [Within(0, ExcludesMinimum = true)]
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>The share of a new batch in the running statistics, from 0 to 1. Default: 0.1.</summary>
    [Within(0, Maximum = 1)]
    public double Momentum { get; init; } = 0.1;

    internal override bool LeavesOutputUnused => true;

    internal override LayerFigures Infer(LayerInput at)
    {
        var perChannel = new TensorShape(at.Image().Channels);
        return at.Same() with { Tensors = [.. at.Scales(), at.Buffer("running_mean", perChannel), at.Buffer("running_var", perChannel)] };
    }

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true);

    internal override string WriteOnnx(OnnxLayer at) => at.Step("BatchNormalization", Float("epsilon", Epsilon));
}
