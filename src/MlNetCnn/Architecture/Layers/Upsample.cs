using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>Enlarges height and width of <c>C×H×W</c> by whole factors; the channels stay.</summary>
/// <remarks>As PyTorch's <c>nn.Upsample(scale_factor=…)</c> and ONNX's <c>Resize</c>.</remarks>
/// <param name="Factor">The factor of height and width, at least 1.</param>
public sealed record Upsample([property: Within(1)] Size2d Factor) : Layer
{
    /// <summary>How values are filled in. Default: nearest.</summary>
    public UpsampleMode Mode { get; init; }

    internal override LayerFigures Infer(LayerInput at)
    {
        var (channels, height, width) = at.Image();
        return new(at.Shape("an output", channels, (long)height * Factor.Height, (long)width * Factor.Width));
    }

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => default;

    internal override ReceptiveField Sees(ReceptiveField before, TensorShape input, TensorShape output) =>
        before.Through(Mode == UpsampleMode.Bilinear ? 2 : 1, 1.0 / Factor.Height, 1.0 / Factor.Width);

    internal override string WriteOnnx(OnnxLayer at)
    {
        var scales = at.Constant("scales", [4], [1, 1, Factor.Height, Factor.Width]);
        return Mode == UpsampleMode.Bilinear
            ? at.Result("Resize", [at.Input, "", scales], Text("mode", "linear"), Text("coordinate_transformation_mode", "half_pixel"))
            : at.Result("Resize", [at.Input, "", scales],
                Text("mode", "nearest"), Text("coordinate_transformation_mode", "asymmetric"), Text("nearest_mode", "floor"));
    }
}
