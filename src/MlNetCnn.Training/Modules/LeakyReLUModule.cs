using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>TorchSharp's leaky ReLU without its unkept number, see <see cref="KeptScalars"/>.</summary>
internal sealed class LeakyReLUModule(string name, double slope) : Module<Tensor, Tensor>(name)
{
    public override Tensor forward(Tensor input) => input.LeakyReLU(slope);
}
