namespace MlNetCnn;

/// <summary><c>min(max(x, 0), 6)</c>, element by element (MobileNet, Howard et al. 2017). As PyTorch's <c>nn.ReLU6</c> and ONNX's <c>Clip</c>.</summary>
public sealed record ReLU6 : Layer
{
    internal override LayerFigures Infer(LayerInput at) => at.Same();

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true);

    internal override string WriteOnnx(OnnxLayer at) => at.Result("Clip", [at.Input, at.Constant("min", 0), at.Constant("max", 6)]);
}
