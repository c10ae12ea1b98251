using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>A module of others, registered under the last part of their paths, so that its <c>state_dict</c> has the plan's names.</summary>
internal abstract class CompositeModule : Module<Tensor, Tensor>
{
    private readonly IEnumerable<(string Name, Module<Tensor, Tensor> Module)> _shared;

    /// <param name="name">The last part of its path.</param>
    /// <param name="children">The modules inside.</param>
    /// <param name="isInline">Whether they are registered with the module around, beside this one, see <see cref="Layer.SharesNames"/>.</param>
    protected CompositeModule(string name, IEnumerable<(string Name, Module<Tensor, Tensor> Module)> children, bool isInline = false)
        : base(name)
    {
        // What an inline module holds, the first one around that is not inline registers.
        var all = children.SelectMany(child => child.Module is CompositeModule inner ? inner._shared.Prepend(child) : [child]).ToArray();
        _shared = isInline ? all : [];
        foreach (var (child, module) in isInline ? [] : all)
            register_module(child, module);
    }
}
