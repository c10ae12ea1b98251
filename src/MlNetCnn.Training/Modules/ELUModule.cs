using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>TorchSharp's ELU without its unkept numbers, see <see cref="KeptScalars"/>.</summary>
internal sealed class ELUModule(string name, double alpha) : Module<Tensor, Tensor>(name)
{
    public override Tensor forward(Tensor input) => input.ELU(alpha);
}
