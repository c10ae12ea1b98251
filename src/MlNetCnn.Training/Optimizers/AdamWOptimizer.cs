using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>TorchSharp's AdamW: the same numbers within rounding, and the same saved state, in one pass on the CPU, see <see cref="StepPass{TRule}"/>.</summary>
internal sealed class AdamWOptimizer(IEnumerable<AdamW.ParamGroup> groups, double rate) : AdamW(groups, rate)
{
    private readonly StepPass<AdamRule> _pass = new();

    public override Tensor step(Func<Tensor>? closure = null)
    {
        var loss = _step<ParamGroup>(
            group =>
            {
                var options = (Options)group.Options;
                var (beta1, beta2, epsilon, rate) = (options.beta1!.Value, options.beta2!.Value, options.eps!.Value, options.LearningRate!.Value);
                var staying = 1 - (rate * options.weight_decay!.Value);
                foreach (var parameter in group.Parameters)
                {
                    if (parameter.grad is not { } gradient)
                        continue;
                    var state = (State)_state[parameter.Handle];
                    state.step++;
                    if (_pass.TryAdd(new(rate, state.step, beta1, beta2, epsilon, staying: staying), parameter, gradient, state.exp_avg, state.exp_avg_sq))
                        continue;
                    parameter.Times_(staying);
                    AdamOptimizer.Step(parameter, gradient, state.exp_avg, state.exp_avg_sq, state.step, beta1, beta2, epsilon, rate);
                }
            },
            closure);
        _pass.Run();
        return loss;
    }
}
