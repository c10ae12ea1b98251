using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>The largest value of each window of each channel of <c>C×H×W</c>; the channels stay. The padding counts as −∞.</summary>
/// <remarks>As PyTorch's <c>nn.MaxPool2d</c> and ONNX's <c>MaxPool</c>; the output's height is <c>⌊(H − dh·(kh − 1) − 1 + 2ph)/sh + 1⌋</c>, its width likewise.</remarks>
/// <param name="Kernel">The window's height and width, at least 1.</param>
public sealed record MaxPool2d([property: Within(1)] Size2d Kernel) : Layer
{
    /// <summary>The step between two windows, at least 1. Default: null, the window's own size.</summary>
    [Within(1)]
    public Size2d? Stride { get; init; }

    /// <summary>Rows and columns added on every side, from 0 to half the window. Default: 0.</summary>
    [Within(0)]
    public Size2d Padding { get; init; } = 0;

    /// <summary>The step between a window's values, at least 1. Default: 1.</summary>
    [Within(1)]
    public Size2d Dilation { get; init; } = 1;

    /// <summary>Whether the output's size is rounded up, so that the last window may reach beyond the padding (SqueezeNet); not with a dilation. Default: false.</summary>
    public bool CeilMode { get; init; }

    private Window Window => new(Kernel, Stride ?? Kernel, Padding) { Dilation = Dilation, CeilMode = CeilMode };

    internal override IEnumerable<(string Setting, string Needs)> Contradictions(int? classes) => CeilMode && Dilation != 1
        ? [("ceilMode", $"rounds up with a dilation of {Dilation}, which ONNX Runtime does not do: leave one of them out.")]
        : Window.PaddingFlaw;

    internal override LayerFigures Infer(LayerInput at) => new(at.Slide(Window, at.Image().Channels));

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true, Bytes: (long)output.Elements * sizeof(long)); // and where each maximum was

    internal override ReceptiveField Sees(ReceptiveField before, TensorShape input, TensorShape output) => before.Through(Window);

    internal override string WriteOnnx(OnnxLayer at) => at.Step("MaxPool", Of(Window, at.InputShape));
}
