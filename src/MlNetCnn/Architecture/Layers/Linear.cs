using System.Text.Json.Serialization;
using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>A fully connected layer: a flat vector of <c>N</c> values to <see cref="OutFeatures"/> values, <c>y = Wx + b</c>.</summary>
/// <remarks>As PyTorch's <c>nn.Linear</c> and ONNX's <c>Gemm</c>. Parameters: <c>weight</c> (out×in), and <c>bias</c> unless <see cref="Bias"/> is off.</remarks>
/// <param name="OutFeatures">The number of values out. Null (the default) stands for the number of classes.</param>
public sealed record Linear(
    [property: JsonConverter(typeof(WidthJsonConverter)), JsonIgnore(Condition = JsonIgnoreCondition.Never), Within(1)] int? OutFeatures = null) : Layer
{
    /// <summary>Whether each output has a bias. Default: true.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>
    /// Whether it acts on the channels of <c>C×H×W</c>, at each pixel on its own: a 1×1 convolution whose weight is out×in (ConvNeXt).
    /// Default: false.
    /// </summary>
    public bool PerPixel { get; init; }

    internal override bool IsOpen => OutFeatures is null;

    internal override bool LeavesOutputUnused => true;

    internal override LayerFigures Infer(LayerInput at)
    {
        var outFeatures = OutFeatures ?? at.Classes;
        if (PerPixel)
        {
            var (channels, height, width) = at.Image();
            var output = at.Shape("an output", outFeatures, height, width);
            return new(output) { Tensors = at.Weights(at.Shape("a weight", outFeatures, channels), Bias), Macs = (long)output.Elements * channels };
        }
        at.Require(at.Input.IsFlat, $"needs a flat input, but {at.From} gives {at.Input}: add Flatten before it.");
        var weight = at.Shape("a weight", outFeatures, at.Input.Elements);
        return new(new TensorShape(outFeatures)) { Tensors = at.Weights(weight, Bias), Macs = weight.Elements };
    }

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true);

    internal override int? SourceOf(int channel, TensorShape input, TensorShape output) => null;

    internal override string WriteOnnx(OnnxLayer at) => PerPixel
        ? at.Result("Conv", [at.Input, at.PerChannel(at.Weights[0]), .. at.Weights.Skip(1)], Ints("kernel_shape", 1, 1)) // [out, in] → [out, in, 1, 1]
        : at.Step("Gemm", Int("transB", 1));
}
