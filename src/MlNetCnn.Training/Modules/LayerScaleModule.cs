using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Parameter = TorchSharp.Modules.Parameter;

namespace MlNetCnn.Training;

/// <summary>A trained factor for each channel: [N, C, H, W] → the same.</summary>
internal sealed class LayerScaleModule : Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] // as in LayerNorm2dModule
    private readonly Parameter _weight;

    public LayerScaleModule(string name, TensorShape shape, double initialFactor)
        : base(name)
    {
        using var start = ones([.. shape.Dimensions.Select(d => (long)d)]);
        _weight = new Parameter(start.Times(initialFactor));
        register_parameter("weight", _weight);
    }

    public override Tensor forward(Tensor input) => input.mul(_weight);
}
