using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Parameter = TorchSharp.Modules.Parameter;

namespace MlNetCnn.Training;

/// <summary>Layer normalization over the channels at each pixel: [N, C, H, W] → the same.</summary>
internal sealed class LayerNorm2dModule : Module<Tensor, Tensor>
{
    // Under these names TorchSharp exchanges them when the module moves to another device or type.
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter _bias;

    private readonly long[] _channels;
    private readonly double _epsilon;

    public LayerNorm2dModule(string name, long channels, double epsilon)
        : base(name)
    {
        _channels = [channels];
        _epsilon = epsilon;
        _weight = new Parameter(ones(channels));
        _bias = new Parameter(zeros(channels));
        register_parameter("weight", _weight);
        register_parameter("bias", _bias);
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        // [N, C, H, W] → [N, H, W, C] → normalized → [N, C, H, W]
        var normalized = functional.layer_norm(input.permute(0, 2, 3, 1), _channels, _weight, _bias, _epsilon);
        return normalized.permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }
}
