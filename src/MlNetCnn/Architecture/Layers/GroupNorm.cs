using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>
/// Group normalization of <c>C×H×W</c> (Wu and He 2018): mean and variance over the channels of a group and all pixels of one image, so
/// that it does not depend on the batch; the shape stays.
/// </summary>
/// <remarks>As PyTorch's <c>nn.GroupNorm</c>; in ONNX <c>InstanceNormalization</c> of the groups. Parameters: <c>weight</c>, <c>bias</c>, one value a channel.</remarks>
/// <param name="Groups">The number of groups, at least 1; must divide the channels. With 1 it normalizes over all values.</param>
public sealed record GroupNorm([property: Within(1)] int Groups) : Layer
{
    /// <summary>Added to the variance before the square root, above 0. Default: 1e-5.</summary>
    [Within(0, ExcludesMinimum = true)]
    public double Epsilon { get; init; } = 1e-5;

    internal override bool LeavesOutputUnused => true;

    internal override LayerFigures Infer(LayerInput at)
    {
        var channels = at.Image().Channels;
        at.Require(channels % Groups == 0, $"has {Groups} groups, but {at.From} gives {channels} channels: make the groups divide the channels.");
        return at.Same() with { Tensors = at.Scales() };
    }

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => new(Input: true);

    /// <summary>ONNX has a GroupNormalization from opset 18 only.</summary>
    internal override string WriteOnnx(OnnxLayer at)
    {
        var grouped = at.Between("grouped", "Reshape", [at.Input, at.Numbers("group_shape", 0, Groups, -1)]); // [N, C, H, W] → [N, G, C/G·H·W]
        var (scale, shift) = (new float[Groups], new float[Groups]);
        Array.Fill(scale, 1);
        var normalized = at.Between("normalized", "InstanceNormalization",
            [grouped, at.Constant("ones", [Groups], scale), at.Constant("zeros", [Groups], shift)], Float("epsilon", Epsilon));
        var ungrouped = at.Between("ungrouped", "Reshape", [normalized, at.Numbers("shape", [0, .. at.InputShape.Dimensions.Select(d => (long)d)])]);
        var scaled = at.Between("scaled", "Mul", [ungrouped, at.PerChannel(at.Weights[0])]);
        return at.Result("Add", [scaled, at.PerChannel(at.Weights[1])]);
    }
}
