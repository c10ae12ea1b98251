using System.Text.Json.Serialization;

namespace MlNetCnn;

/// <summary>
/// A two-dimensional convolution (cross-correlation, as everywhere in deep learning) of <c>C×H×W</c> with <see cref="OutChannels"/>
/// kernels of <c>C/groups×kh×kw</c>. Output: <c>OutChannels×⌊(H − kh + 2ph)/sh + 1⌋×⌊(W − kw + 2pw)/sw + 1⌋</c>.
/// </summary>
/// <remarks>As PyTorch's <c>nn.Conv2d</c> and ONNX's <c>Conv</c>. Parameters: <c>weight</c>, and <c>bias</c> unless <see cref="Bias"/> is off.</remarks>
/// <param name="OutChannels">The number of kernels, and so of channels out. Null stands for the number of classes.</param>
/// <param name="Kernel">The kernel's height and width, at least 1.</param>
public sealed record Conv2d(
    [property: JsonConverter(typeof(WidthJsonConverter)), JsonIgnore(Condition = JsonIgnoreCondition.Never), Within(1)] int? OutChannels,
    [property: Within(1)] Size2d Kernel) : Layer
{
    /// <summary>The step between two windows, at least 1. Default: 1.</summary>
    [Within(1)]
    public Size2d Stride { get; init; } = 1;

    /// <summary>Rows and columns of zeros added on every side, at least 0. Default: 0.</summary>
    [Within(0)]
    public Size2d Padding { get; init; } = 0;

    /// <summary>
    /// Into how many groups the channels are split, each convolved on its own; must divide channels in and out. Default: 1.
    /// (ResNeXt, Xie et al. 2017.)
    /// </summary>
    [Within(1)]
    public int Groups { get; init; } = 1;

    /// <summary>Whether each output channel has a bias. Default: true.</summary>
    public bool Bias { get; init; } = true;
}
