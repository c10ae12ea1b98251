using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>
/// Reorders the channels of <c>C×H×W</c>: the first of each group, the second of each group, and so on, so that grouped convolutions
/// mix (ShuffleNet, Zhang et al. 2017).
/// </summary>
/// <remarks>As PyTorch's <c>nn.ChannelShuffle</c>.</remarks>
/// <param name="Groups">The number of groups, at least 1; must divide the channels.</param>
public sealed record ChannelShuffle([property: Within(1)] int Groups) : Layer
{
    internal override LayerFigures Infer(LayerInput at)
    {
        var channels = at.Image().Channels;
        at.Require(channels % Groups == 0, $"has {Groups} groups, but {at.From} gives {channels} channels: make the groups divide the channels.");
        return at.Same();
    }

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => default;

    internal override int? SourceOf(int channel, TensorShape input, TensorShape output) => channel % Groups * (input.Channels / Groups) + channel / Groups;

    internal override string WriteOnnx(OnnxLayer at)
    {
        var (channels, height, width) = (at.InputShape.Channels, at.InputShape.Height, at.InputShape.Width);
        var grouped = at.Between("grouped", "Reshape", [at.Input, at.Numbers("group_shape", 0, Groups, channels / Groups, height, width)]);
        var shuffled = at.Between("shuffled", "Transpose", [grouped], Ints("perm", 0, 2, 1, 3, 4)); // [N, G, C/G, H, W] → [N, C/G, G, H, W]
        return at.Result("Reshape", [shuffled, at.Numbers("shape", 0, channels, height, width)]);
    }
}
