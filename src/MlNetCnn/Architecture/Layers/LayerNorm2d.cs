using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>Layer normalization over the channels of <c>C×H×W</c>, at each pixel on its own (Ba et al. 2016, as ConvNeXt uses it); the shape stays.</summary>
/// <remarks>As torchvision's <c>LayerNorm2d</c> and ONNX's <c>LayerNormalization</c> on the transposed tensor. Parameters: <c>weight</c>, <c>bias</c>.</remarks>
public sealed record LayerNorm2d : Layer
{
    /// <summary>Added to the variance before the square root, above 0. Default: 1e-6.</summary>
    [Within(0, ExcludesMinimum = true)]
    public double Epsilon { get; init; } = 1e-6;

    internal override LayerFigures Infer(LayerInput at) => at.Same() with { Tensors = at.Scales() };

    internal override SavedActivations Saves(TensorShape input, TensorShape output) =>
        new(Input: true, Bytes: (long)input.Elements * sizeof(float)); // the transposed copy

    internal override string WriteOnnx(OnnxLayer at)
    {
        var last = at.Between("channels_last", "Transpose", [at.Input], Ints("perm", 0, 2, 3, 1)); // [N, C, H, W] → [N, H, W, C]
        var normalized = at.Between("normalized", "LayerNormalization", [last, .. at.Weights], Int("axis", -1), Float("epsilon", Epsilon));
        return at.Result("Transpose", [normalized], Ints("perm", 0, 3, 1, 2)); // [N, H, W, C] → [N, C, H, W]
    }
}
