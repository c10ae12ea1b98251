using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>Parallel branches of one input, joined along the channels.</summary>
internal sealed class ConcatModule(string name, IReadOnlyList<(string Name, Module<Tensor, Tensor> Module)> branches, bool isInline)
    : CompositeModule(name, branches, isInline)
{
    private readonly Module<Tensor, Tensor>[] _branches = [.. branches.Select(b => b.Module)];

    public override Tensor forward(Tensor input)
    {
        var outputs = _branches.Select(b => b.call(input)).ToArray();
        var joined = cat(outputs, dim: 1);
        foreach (var output in outputs)
            output.Dispose();
        return joined;
    }
}
