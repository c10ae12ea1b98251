using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>Modules one after another.</summary>
internal sealed class SequenceModule(string name, IReadOnlyList<(string Name, Module<Tensor, Tensor> Module)> modules, bool isInline = false)
    : CompositeModule(name, modules, isInline)
{
    private readonly Module<Tensor, Tensor>[] _modules = [.. modules.Select(m => m.Module)];

    public IReadOnlyList<Module<Tensor, Tensor>> Modules => _modules;

    public override Tensor forward(Tensor input)
    {
        var x = Handles.Run(_modules, input);
        return ReferenceEquals(x, input) ? input.alias() : x;
    }
}
