using System.Text.Json.Serialization;
using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>
/// A transposed convolution, the gradient of a <see cref="Conv2d"/> as a layer, which enlarges <c>C×H×W</c>. Output:
/// <c>OutChannels×((H − 1)·sh − 2ph + dh·(kh − 1) + oh + 1)</c>, its width likewise.
/// </summary>
/// <remarks>As PyTorch's <c>nn.ConvTranspose2d</c> and ONNX's <c>ConvTranspose</c>. Parameters: <c>weight</c> (in×out/groups×kh×kw), and <c>bias</c> unless <see cref="Bias"/> is off.</remarks>
/// <param name="OutChannels">The number of channels out. Null stands for the number of classes.</param>
/// <param name="Kernel">The kernel's height and width, at least 1.</param>
public sealed record ConvTranspose2d(
    [property: JsonConverter(typeof(WidthJsonConverter)), JsonIgnore(Condition = JsonIgnoreCondition.Never), Within(1)] int? OutChannels,
    [property: Within(1)] Size2d Kernel) : Layer
{
    /// <summary>The step between the outputs of two neighbors, at least 1. Default: 1.</summary>
    [Within(1)]
    public Size2d Stride { get; init; } = 1;

    /// <summary>Rows and columns taken off every side of the output, at least 0. Default: 0.</summary>
    [Within(0)]
    public Size2d Padding { get; init; } = 0;

    /// <summary>Rows and columns added at the end of the output, at least 0 and below the stride, as ONNX Runtime needs it. Default: 0.</summary>
    [Within(0)]
    public Size2d OutputPadding { get; init; } = 0;

    /// <summary>The step between the kernel's values, at least 1. Default: 1.</summary>
    [Within(1)]
    public Size2d Dilation { get; init; } = 1;

    /// <summary>Into how many groups the channels are split; must divide channels in and out. Default: 1.</summary>
    [Within(1)]
    public int Groups { get; init; } = 1;

    /// <summary>Whether each output channel has a bias. Default: true.</summary>
    public bool Bias { get; init; } = true;

    internal override bool IsOpen => OutChannels is null;

    internal override bool LeavesOutputUnused => true;

    internal override IEnumerable<(string Setting, string Needs)> Contradictions(int? classes)
    {
        if (Groups > 0 && (OutChannels ?? classes) is { } width && width % Groups != 0)
            yield return ("groups", $"has {Groups} groups, but {width} output channels: make the groups divide them.");
        if (OutputPadding.Height >= Stride.Height || OutputPadding.Width >= Stride.Width)
            yield return ("outputPadding", $"has output padding {OutputPadding}, but it must be below its stride of {Stride}.");
    }

    internal override LayerFigures Infer(LayerInput at)
    {
        var (channels, height, width) = at.Image();
        var outChannels = OutChannels ?? at.Classes;
        at.Require(channels % Groups == 0, $"splits its input into {Groups} groups, but {at.From} gives {channels} channels: make the groups divide the channels.");
        var (outHeight, outWidth) = (
            Reach(height, Kernel.Height, Stride.Height, Padding.Height, Dilation.Height, OutputPadding.Height),
            Reach(width, Kernel.Width, Stride.Width, Padding.Width, Dilation.Width, OutputPadding.Width));
        at.Require(outHeight >= 1 && outWidth >= 1,
            $"takes {Padding} off every side, and {at.From} gives {at.Input}, of which nothing is left: use less padding or larger feature maps.");
        var kernel = at.Shape("a weight", channels, outChannels / Groups, Kernel.Height, Kernel.Width);
        return new(at.Shape("an output", outChannels, outHeight, outWidth))
        {
            Tensors = Bias ? [at.Parameter("weight", kernel), at.Parameter("bias", new TensorShape(outChannels))] : [at.Parameter("weight", kernel)],
            Macs = (long)at.Input.Elements * (outChannels / Groups) * Kernel.Area,
        };
    }

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true);

    internal override long CopiedInBackward(TensorShape input, TensorShape output) => Conv2d.Copied(input) + Conv2d.Copied(output);

    internal override ReceptiveField Sees(ReceptiveField before, TensorShape input, TensorShape output) => before.Through(
        (Neighbors(Kernel.Height, Stride.Height, Dilation.Height), Neighbors(Kernel.Width, Stride.Width, Dilation.Width)),
        1.0 / Stride.Height,
        1.0 / Stride.Width);

    internal override int? SourceOf(int channel, TensorShape input, TensorShape output) =>
        Groups == input.Channels && output.Channels == input.Channels ? channel : null;

    internal override string WriteOnnx(OnnxLayer at) => at.Step(
        "ConvTranspose", [.. Of(new Window(Kernel, Stride, Padding) { Dilation = Dilation }), Ints("output_padding", OutputPadding), Int("group", Groups)]);

    private static long Reach(int size, int kernel, int stride, int padding, int dilation, int outputPadding) =>
        (size - 1L) * stride - 2L * padding + (long)dilation * (kernel - 1) + outputPadding + 1;

    /// <summary>How many neighbors in a row an output depends on at most.</summary>
    private static int Neighbors(int kernel, int stride, int dilation) => (int)Math.Min(int.MaxValue, ((long)dilation * (kernel - 1) + stride) / stride);
}
