using System.Text.Json.Serialization;
using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>
/// A two-dimensional convolution (cross-correlation, as everywhere in deep learning) of <c>C×H×W</c> with <see cref="OutChannels"/>
/// kernels of <c>C/groups×kh×kw</c>. Output: <c>OutChannels×⌊(H − dh·(kh − 1) − 1 + 2ph)/sh + 1⌋</c>, its width likewise.
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

    /// <summary>Rows and columns added on every side, at least 0. Default: 0.</summary>
    [Within(0)]
    public Size2d Padding { get; init; } = 0;

    /// <summary>What is added there. Default: zeros.</summary>
    public PaddingMode PaddingMode { get; init; }

    /// <summary>The step between the kernel's values, at least 1 (atrous convolution, Yu and Koltun 2015). Default: 1.</summary>
    [Within(1)]
    public Size2d Dilation { get; init; } = 1;

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

    private Window Window => new(Kernel, Stride, Padding) { Dilation = Dilation };

    internal override IEnumerable<(string Setting, string Needs)> Contradictions(int? classes) =>
        Groups > 0 && (OutChannels ?? classes) is { } width && width % Groups != 0
            ? [("groups", $"has {Groups} groups, but {width} output channels: make the groups divide them.")]
            : [];

    internal override LayerFigures Infer(LayerInput at)
    {
        var channels = at.Image().Channels;
        var outChannels = OutChannels ?? at.Classes;
        at.Require(channels % Groups == 0, $"splits its input into {Groups} groups, but {at.From} gives {channels} channels: make the groups divide the channels.");
        at.Require(PaddingMode != PaddingMode.Reflect || Padding.Height < at.Input.Height && Padding.Width < at.Input.Width,
            $"mirrors {Padding} rows and columns, but {at.From} gives {at.Input}: a reflected padding must be smaller than the feature map.");
        var output = at.Slide(Window, outChannels);
        var kernel = at.Shape("a weight", outChannels, channels / Groups, Kernel.Height, Kernel.Width);
        return new(output) { Tensors = at.Weights(kernel, Bias), Macs = (long)output.Elements * (channels / Groups) * Kernel.Area };
    }

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => PaddingMode == PaddingMode.Zeros
        ? new(Input: true)
        : new(Bytes: (long)input.Channels * (input.Height + 2L * Padding.Height) * (input.Width + 2L * Padding.Width) * sizeof(float)); // the padded copy

    internal override long CopiedInBackward(TensorShape input, TensorShape output) => Copied(input) + Copied(output);

    internal override ReceptiveField Sees(ReceptiveField before, TensorShape input, TensorShape output) => before.Through(Window);

    internal override int? SourceOf(int channel, TensorShape input, TensorShape output) =>
        Groups == input.Channels && output.Channels == input.Channels ? channel : null;

    internal override string WriteOnnx(OnnxLayer at)
    {
        if (PaddingMode == PaddingMode.Zeros)
            return at.Step("Conv", [.. Of(Window), Int("group", Groups)]);
        var (rows, columns) = (Padding.Height, Padding.Width);
        var padded = at.Between("padded", "Pad", [at.Input, at.Numbers("pads", 0, 0, rows, columns, 0, 0, rows, columns)],
            Text("mode", PaddingMode == PaddingMode.Reflect ? "reflect" : "edge"));
        return at.Result("Conv", [padded, .. at.Weights], [.. Of(Window with { Padding = 0 }), Int("group", Groups)]);
    }

    /// <summary>oneDNN pads copies to a multiple of the vector's width. Images of a few channels have a layout of their own.</summary>
    internal static long Copied(TensorShape shape) =>
        shape.Channels <= 4 ? shape.Elements : (shape.Channels + PaddedChannels - 1) / PaddedChannels * PaddedChannels * (long)shape.Height * shape.Width;
}
