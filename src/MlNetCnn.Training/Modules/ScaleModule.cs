using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary><c>x·body(x)</c>, the factors stretched over sides of 1.</summary>
internal sealed class ScaleModule(string name, IReadOnlyList<(string Name, Module<Tensor, Tensor> Module)> body) : CompositeModule(name, body)
{
    private readonly Module<Tensor, Tensor>[] _body = [.. body.Select(m => m.Module)];

    public override Tensor forward(Tensor input)
    {
        var gate = Handles.Run(_body, input);
        return Handles.Next(gate, input.mul(gate), keep: input);
    }
}
