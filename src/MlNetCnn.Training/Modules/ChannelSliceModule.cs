using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>Neighboring channels: [N, C, H, W] → [N, count, H, W].</summary>
internal sealed class ChannelSliceModule(string name, int start, int count) : Module<Tensor, Tensor>(name)
{
    public override Tensor forward(Tensor input) => input.narrow(1, start, count);
}
