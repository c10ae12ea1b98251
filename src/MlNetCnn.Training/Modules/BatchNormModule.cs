using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>TorchSharp's batch normalization without its unkept numbers, see <see cref="KeptScalars"/>.</summary>
internal sealed class BatchNormModule(string name, long channels, double epsilon, double momentum)
    : BatchNorm(channels, epsilon, momentum, affine: true, track_running_stats: true, device: null, dtype: null, name)
{
    public override Tensor forward(Tensor input)
    {
        if (training)
            num_batches_tracked!.Increment_();
        return functional.batch_norm(input, running_mean, running_var, weight, bias, training, momentum!.Value, eps);
    }

    // The plan has checked them.
    protected override void ValidateInputDimensions(Tensor input)
    {
    }
}
