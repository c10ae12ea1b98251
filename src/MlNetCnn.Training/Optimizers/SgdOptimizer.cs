using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>TorchSharp's SGD: the same numbers within rounding, and the same saved state, in one pass on the CPU, see <see cref="StepPass{TRule}"/>.</summary>
internal sealed class SgdOptimizer(IEnumerable<SGD.ParamGroup> groups, double rate) : SGD(groups, rate)
{
    private readonly StepPass<SgdRule> _pass = new();

    public override Tensor step(Func<Tensor>? closure = null)
    {
        var loss = _step<ParamGroup>(
            group =>
            {
                var options = (Options)group.Options;
                var (momentum, decay, rate) = (options.momentum!.Value, options.weight_decay!.Value, options.LearningRate!.Value);
                foreach (var parameter in group.Parameters)
                {
                    if (parameter.grad is not { } gradient)
                        continue;
                    var buffer = momentum == 0 ? null : (((State)_state[parameter.Handle]).momentum_buffer ??= zeros_like(parameter).DetachFromDisposeScope());
                    if (_pass.TryAdd(new(rate, momentum, decay), parameter, gradient, buffer ?? gradient))
                        continue;
                    var direction = decay == 0 ? gradient : gradient.Plus(parameter, decay);
                    parameter.Plus_(buffer?.Times_(momentum).Plus_(direction) ?? direction, -rate);
                }
            },
            closure);
        _pass.Run();
        return loss;
    }
}
