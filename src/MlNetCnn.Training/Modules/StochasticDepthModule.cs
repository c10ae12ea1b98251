using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>In training, whole images become zero and the others are scaled; in evaluation the identity.</summary>
internal sealed class StochasticDepthModule(string name, double probability) : Module<Tensor, Tensor>(name)
{
    public bool Draws => probability > 0;

    public override Tensor forward(Tensor input)
    {
        if (!training || !Draws)
            return input.alias();
        using var scope = NewDisposeScope();
        long[] perImage = [input.shape[0], .. Enumerable.Repeat(1L, (int)input.dim() - 1)]; // [N, 1, 1, 1]
        var kept = rand(perImage, device: input.device).Below(1 - probability).to(input.dtype).Times(1 / (1 - probability));
        return input.mul(kept).MoveToOuterDisposeScope();
    }
}
