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

    internal override bool IsOpen => OutFeatures is null;

    internal override bool LeavesOutputUnused => true;

    internal override LayerFigures Infer(LayerInput at)
    {
        at.Require(at.Input.IsFlat, $"needs a flat input, but {at.From} gives {at.Input}: add Flatten before it.");
        var outFeatures = OutFeatures ?? at.Classes;
        var weight = at.Shape("a weight", outFeatures, at.Input.Elements);
        return new(new TensorShape(outFeatures)) { Tensors = at.Weights(weight, Bias), Macs = weight.Elements };
    }

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true);

    internal override bool KeepsChannels(TensorShape input, TensorShape output) => false;

    internal override string WriteOnnx(OnnxLayer at) => at.Step("Gemm", Int("transB", 1));
}
