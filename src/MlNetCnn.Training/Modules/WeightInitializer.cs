using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>Gives convolutions and linear layers their start; see <see cref="WeightInitialization"/>.</summary>
internal static class WeightInitializer
{
    /// <summary>The share of a normal distribution within two standard deviations: erf(√2).</summary>
    private const double WithinTwoDeviations = 0.954499736;

    public static void Initialize(Module module, NetworkPlan plan)
    {
        var initialization = plan.Architecture.Initialization;
        if (initialization == WeightInitialization.Default)
            return;
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        // Few classes are a small fan-out: by it the logits would begin so large that a ReLU behind them, as SqueezeNet's, dies.
        var heads = plan.Steps.Where(s => s.Layer.IsOpen).Select(s => s.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var (path, layer) in module.named_modules())
        {
            var (weight, bias) = layer switch
            {
                TorchSharp.Modules.Conv2d conv => (conv.weight, conv.bias),
                ConvTransposeModule conv => (conv.Weight, conv.Bias),
                TorchSharp.Modules.Linear linear => (linear.weight, linear.bias),
                PixelLinearModule linear => (linear.Weight, linear.Bias),
                _ => default,
            };
            switch (layer, initialization)
            {
                case (_, WeightInitialization.Xavier) when weight is not null:
                    init.xavier_uniform_(weight);
                    break;
                case (not (TorchSharp.Modules.Linear or PixelLinearModule), WeightInitialization.Kaiming) when weight is not null && !heads.Contains(path):
                    init.kaiming_normal_(weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
                    break;
                case (_, WeightInitialization.TruncatedNormal) when weight is not null:
                    // Not init.trunc_normal_: TorchSharp 0.107 exchanges mean and deviation in it, so that all weights are equal.
                    weight.uniform_(-WithinTwoDeviations, WithinTwoDeviations).erfinv_().Times_(0.02 * Math.Sqrt(2));
                    if (bias is not null)
                        init.zeros_(bias);
                    break;
            }
        }
    }
}
