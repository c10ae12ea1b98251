using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary><c>activation(body(x) + shortcut(x))</c>; the layers of all three share this module's namespace.</summary>
internal sealed class ResidualModule(
    string name,
    IReadOnlyList<(string Name, Module<Tensor, Tensor> Module)> body,
    IReadOnlyList<(string Name, Module<Tensor, Tensor> Module)> shortcut,
    IReadOnlyList<(string Name, Module<Tensor, Tensor> Module)> activation)
    : CompositeModule(name, [.. body, .. shortcut, .. activation])
{
    private readonly Module<Tensor, Tensor>[] _body = [.. body.Select(m => m.Module)];
    private readonly Module<Tensor, Tensor>[] _shortcut = [.. shortcut.Select(m => m.Module)];
    private readonly Module<Tensor, Tensor>[] _activation = [.. activation.Select(m => m.Module)];

    public override Tensor forward(Tensor input)
    {
        var left = Handles.Run(_body, input);
        var right = Handles.Run(_shortcut, input);
        var sum = left.Plus(right);
        if (!ReferenceEquals(left, input))
            left.Dispose();
        if (!ReferenceEquals(right, input))
            right.Dispose();
        return Handles.Next(sum, Handles.Run(_activation, sum), keep: input);
    }
}
