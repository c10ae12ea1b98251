using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary><c>activation(body(x) + shortcut(x))</c>; the layers of all three share this module's namespace.</summary>
internal sealed class ResidualModule : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor>[] _body;
    private readonly Module<Tensor, Tensor>[] _shortcut;
    private readonly Module<Tensor, Tensor>? _activation;

    public ResidualModule(
        string name,
        IReadOnlyList<(string Name, Module<Tensor, Tensor> Module)> body,
        IReadOnlyList<(string Name, Module<Tensor, Tensor> Module)> shortcut,
        (string Name, Module<Tensor, Tensor> Module)? activation)
        : base(name)
    {
        foreach (var (child, module) in body.Concat(shortcut))
            register_module(child, module);
        if (activation is var (activationName, activationModule))
        {
            register_module(activationName, activationModule);
            _activation = activationModule;
        }
        _body = [.. body.Select(m => m.Module)];
        _shortcut = [.. shortcut.Select(m => m.Module)];
    }

    public override Tensor forward(Tensor input)
    {
        var left = Handles.Run(_body, input);
        var right = Handles.Run(_shortcut, input);
        var sum = left.Plus(right);
        if (!ReferenceEquals(left, input))
            left.Dispose();
        if (!ReferenceEquals(right, input))
            right.Dispose();
        return _activation is null ? sum : Handles.Next(sum, _activation.call(sum), keep: input);
    }
}
