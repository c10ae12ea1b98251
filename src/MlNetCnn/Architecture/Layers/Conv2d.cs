using System.Text.Json.Serialization;
using static MlNetCnn.OnnxAttribute;

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
    private const int PaddedChannels = 8;

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

    internal override bool IsOpen => OutChannels is null;

    internal override bool LeavesOutputUnused => true;

    private Window Window => new(Kernel, Stride, Padding);

    internal override IEnumerable<(string Setting, string Needs)> Contradictions(int? classes) =>
        Groups > 0 && (OutChannels ?? classes) is { } width && width % Groups != 0
            ? [("groups", $"has {Groups} groups, but {width} output channels: make the groups divide them.")]
            : [];

    internal override LayerFigures Infer(LayerInput at)
    {
        var channels = at.Image().Channels;
        var outChannels = OutChannels ?? at.Classes;
        at.Require(channels % Groups == 0, $"splits its input into {Groups} groups, but {at.From} gives {channels} channels: make the groups divide the channels.");
        var output = at.Slide(Window, outChannels);
        var kernel = at.Shape("a weight", outChannels, channels / Groups, Kernel.Height, Kernel.Width);
        return new(output) { Tensors = at.Weights(kernel, Bias), Macs = (long)output.Elements * (channels / Groups) * Kernel.Area };
    }

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true);

    internal override long CopiedInBackward(TensorShape input, TensorShape output) => Copied(input) + Copied(output);

    internal override ReceptiveField Sees(ReceptiveField before, TensorShape input, TensorShape output) => before.Through(Window);

    internal override bool KeepsChannels(TensorShape input, TensorShape output) => Groups == input.Channels && output.Channels == input.Channels;

    internal override string WriteOnnx(OnnxLayer at) => at.Step("Conv", [.. Of(Window), Int("group", Groups)]);

    /// <summary>oneDNN pads copies to a multiple of the vector's width. Images of a few channels have a layout of their own.</summary>
    private static long Copied(TensorShape shape) =>
        shape.Channels <= 4 ? shape.Elements : (shape.Channels + PaddedChannels - 1) / PaddedChannels * PaddedChannels * (long)shape.Height * shape.Width;
}
