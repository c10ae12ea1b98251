using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>Parallel branches of one input, joined along the channels.</summary>
internal sealed class ConcatModule : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor>[] _branches;

    public ConcatModule(string name, IReadOnlyList<(string Name, Module<Tensor, Tensor> Module)> branches)
        : base(name)
    {
        foreach (var (child, module) in branches)
            register_module(child, module);
        _branches = [.. branches.Select(b => b.Module)];
    }

    public override Tensor forward(Tensor input)
    {
        var outputs = _branches.Select(b => b.call(input)).ToArray();
        var joined = cat(outputs, dim: 1);
        foreach (var output in outputs)
            output.Dispose();
        return joined;
    }
}
