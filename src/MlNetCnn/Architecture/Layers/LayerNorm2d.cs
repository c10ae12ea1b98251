namespace MlNetCnn;

/// <summary>Layer normalization over the channels of <c>C×H×W</c>, at each pixel on its own (Ba et al. 2016, as ConvNeXt uses it); the shape stays.</summary>
/// <remarks>As torchvision's <c>LayerNorm2d</c> and ONNX's <c>LayerNormalization</c> on the transposed tensor. Parameters: <c>weight</c>, <c>bias</c>.</remarks>
public sealed record LayerNorm2d : Layer
{
    /// <summary>Added to the variance before the square root, above 0. Default: 1e-6.</summary>
    [Within(0, ExcludesMinimum = true)]
    public double Epsilon { get; init; } = 1e-6;
}
