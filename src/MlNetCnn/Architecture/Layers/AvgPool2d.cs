using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>The mean of each window of each channel of <c>C×H×W</c>; the channels stay.</summary>
/// <remarks>As PyTorch's <c>nn.AvgPool2d</c> and ONNX's <c>AveragePool</c>; the output's height is <c>⌊(H − kh + 2ph)/sh + 1⌋</c>, its width likewise.</remarks>
/// <param name="Kernel">The window's height and width, at least 1.</param>
public sealed record AvgPool2d([property: Within(1)] Size2d Kernel) : Layer
{
    /// <summary>The step between two windows, at least 1. Default: null, the window's own size.</summary>
    [Within(1)]
    public Size2d? Stride { get; init; }

    /// <summary>Rows and columns added on every side, from 0 to half the window. Default: 0.</summary>
    [Within(0)]
    public Size2d Padding { get; init; } = 0;

    /// <summary>Whether the padding's zeros count in the mean. Default: true.</summary>
    public bool CountIncludePad { get; init; } = true;

    private Window Window => new(Kernel, Stride ?? Kernel, Padding);

    internal override IEnumerable<(string Setting, string Needs)> Contradictions(int? classes) => Window.PaddingFlaw;

    internal override LayerFigures Infer(LayerInput at) => new(at.Slide(Window, at.Image().Channels));

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true);

    internal override ReceptiveField Sees(ReceptiveField before, TensorShape input, TensorShape output) => before.Through(Window);

    internal override string WriteOnnx(OnnxLayer at) => at.Step("AveragePool", [.. Of(Window), Int("count_include_pad", CountIncludePad ? 1 : 0)]);
}
