using System.Text.Json.Serialization;

namespace MlNetCnn;

/// <summary>A fully connected layer: a flat vector of <c>N</c> values to <see cref="OutFeatures"/> values, <c>y = Wx + b</c>.</summary>
/// <remarks>As PyTorch's <c>nn.Linear</c> and ONNX's <c>Gemm</c>. Parameters: <c>weight</c> (out×in), and <c>bias</c> unless <see cref="Bias"/> is off.</remarks>
/// <param name="OutFeatures">The number of values out. Null (the default) stands for the number of classes.</param>
public sealed record Linear(
    [property: JsonConverter(typeof(WidthJsonConverter)), JsonIgnore(Condition = JsonIgnoreCondition.Never), Within(1)] int? OutFeatures = null) : Layer
{
    /// <summary>Whether each output has a bias. Default: true.</summary>
    public bool Bias { get; init; } = true;
}
