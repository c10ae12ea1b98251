using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Parameter = TorchSharp.Modules.Parameter;

namespace MlNetCnn.Training;

/// <summary>A fully connected layer on the channels of each pixel: [N, C, H, W] → [N, out, H, W].</summary>
internal sealed class PixelLinearModule : Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] // as in LayerNorm2dModule
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;

    public PixelLinearModule(string name, long channels, long outFeatures, bool hasBias)
        : base(name)
    {
        var linear = nn.Linear(channels, outFeatures, hasBias); // its parameters at their start; TorchSharp seals it
        (_weight, _bias) = (linear.weight!, linear.bias);
        register_parameter("weight", _weight);
        if (_bias is not null)
            register_parameter("bias", _bias);
    }

    public Parameter Weight => _weight;

    public Parameter? Bias => _bias;

    public override Tensor forward(Tensor input)
    {
        using var kernel = _weight.view(_weight.shape[0], _weight.shape[1], 1, 1);
        return functional.conv2d(input, kernel, _bias);
    }
}
