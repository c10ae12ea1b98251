using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary><c>C×H×W</c> to one vector of <c>C·H·W</c> values, channels outermost. As PyTorch's <c>nn.Flatten</c> and ONNX's <c>Flatten</c>.</summary>
public sealed record Flatten : Layer
{
    internal override LayerFigures Infer(LayerInput at) => new(new TensorShape(at.Input.Elements));

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => default;

    internal override bool Overwrites(bool mayOverwrite) => true;

    internal override int? SourceOf(int channel, TensorShape input, TensorShape output) => null;

    internal override string WriteOnnx(OnnxLayer at) => at.Step("Flatten", Int("axis", 1));
}
