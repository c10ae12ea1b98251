using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Parameter = TorchSharp.Modules.Parameter;

namespace MlNetCnn.Training;

/// <summary>A transposed convolution. TorchSharp's module takes the output padding of the height for the width too (0.107.0).</summary>
internal sealed class ConvTransposeModule : Module<Tensor, Tensor>
{
    private readonly ConvTranspose2d _layer;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;

    public ConvTransposeModule(string name, long channels, long outChannels, ConvTranspose2d layer)
        : base(name)
    {
        _layer = layer;
        // Its parameters at their start.
        var conv = nn.ConvTranspose2d(channels, outChannels, (layer.Kernel.Height, layer.Kernel.Width), groups: layer.Groups, bias: layer.Bias);
        (_weight, _bias) = (conv.weight!, conv.bias);
        register_parameter("weight", _weight);
        if (_bias is not null)
            register_parameter("bias", _bias);
    }

    public Parameter Weight => _weight;

    public Parameter? Bias => _bias;

    public override Tensor forward(Tensor input) => functional.conv_transpose2d(
        input, _weight, _bias, Sides(_layer.Stride), Sides(_layer.Padding), Sides(_layer.OutputPadding), Sides(_layer.Dilation), _layer.Groups);

    private static long[] Sides(Size2d size) => [size.Height, size.Width];
}
