using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>Modules one after another, registered under the last part of their paths.</summary>
internal sealed class SequenceModule : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor>[] _modules;

    public SequenceModule(string name, IEnumerable<(string Name, Module<Tensor, Tensor> Module)> modules)
        : base(name)
    {
        var registered = modules.ToArray();
        foreach (var (child, module) in registered)
            register_module(child, module);
        _modules = [.. registered.Select(m => m.Module)];
    }

    public override Tensor forward(Tensor input)
    {
        var x = Handles.Run(_modules, input);
        return ReferenceEquals(x, input) ? input.alias() : x;
    }
}
