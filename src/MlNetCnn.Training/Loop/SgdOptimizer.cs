using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>TorchSharp's SGD, to the bit, without its unkept numbers, see <see cref="KeptScalars"/>.</summary>
internal sealed class SgdOptimizer(IEnumerable<SGD.ParamGroup> groups, double rate) : SGD(groups, rate)
{
    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(
        group =>
        {
            var options = (Options)group.Options;
            foreach (var parameter in group.Parameters.Where(p => p.grad is not null))
            {
                var gradient = parameter.grad!;
                if (options.weight_decay!.Value != 0)
                    gradient = gradient.Plus(parameter, options.weight_decay.Value);
                if (options.momentum!.Value != 0)
                {
                    var state = (State)_state[parameter.Handle];
                    if (state.momentum_buffer is null)
                        state.momentum_buffer = gradient.clone().detach().DetachFromDisposeScope();
                    else
                        state.momentum_buffer.Times_(options.momentum.Value).Plus_(gradient);
                    gradient = state.momentum_buffer;
                }
                parameter.Plus_(gradient, -options.LearningRate!.Value);
            }
        },
        closure);
}
