namespace MlNetCnn;

/// <summary><c>x</c> where positive, <c>a·x</c> elsewhere, with a slope <c>a</c> that is trained (He et al. 2015).</summary>
/// <remarks>As PyTorch's <c>nn.PReLU</c> and ONNX's <c>PRelu</c>. Parameter: <c>weight</c>.</remarks>
public sealed record PReLU : Layer
{
    /// <summary>Whether each channel, or each value of a flat vector, has a slope of its own. Default: false, one slope for all.</summary>
    public bool PerChannel { get; init; }

    /// <summary>The slope before training, from 0 to 1. Default: 0.25.</summary>
    [Within(0, Maximum = 1)]
    public double InitialSlope { get; init; } = 0.25;

    internal override LayerFigures Infer(LayerInput at) =>
        at.Same() with { Tensors = [at.Parameter("weight", new TensorShape(PerChannel ? at.Input.Dimensions[0] : 1))] };

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true);

    internal override string WriteOnnx(OnnxLayer at) =>
        at.Result("PRelu", [at.Input, PerChannel && at.InputShape.IsImage ? at.PerChannel(at.Weights[0]) : at.Weights[0]]);
}
