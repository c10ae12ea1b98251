namespace MlNetCnn;

/// <summary><c>x·Φ(x)</c> with the exact normal distribution Φ (Hendrycks and Gimpel 2016), element by element. As PyTorch's <c>nn.GELU</c>.</summary>
public sealed record GELU : Layer
{
    internal override LayerFigures Infer(LayerInput at) => at.Same();

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true);

    /// <summary>0.5·x·(1 + erf(x/√2)): ONNX has Gelu from opset 20 only. In this order ONNX Runtime recognizes and fuses it.</summary>
    internal override string WriteOnnx(OnnxLayer at)
    {
        var scaled = at.Between("scaled", "Div", [at.Input, at.Constant("sqrt2", Math.Sqrt(2))]);
        var erf = at.Between("erf", "Erf", [scaled]);
        var share = at.Between("share", "Add", [erf, at.Constant("one", 1)]);
        var product = at.Between("product", "Mul", [at.Input, share]);
        return at.Result("Mul", [product, at.Constant("half", 0.5)]);
    }
}
