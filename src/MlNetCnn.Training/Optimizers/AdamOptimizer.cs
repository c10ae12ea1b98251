using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>TorchSharp's Adam: the same numbers within rounding, and the same saved state, in one pass on the CPU, see <see cref="StepPass{TRule}"/>.</summary>
internal sealed class AdamOptimizer(IEnumerable<Adam.ParamGroup> groups, double rate) : Adam(groups, rate)
{
    private readonly StepPass<AdamRule> _pass = new();

    public override Tensor step(Func<Tensor>? closure = null)
    {
        var loss = _step<ParamGroup>(
            group =>
            {
                var options = (Options)group.Options;
                var (beta1, beta2, epsilon, decay, rate) =
                    (options.beta1!.Value, options.beta2!.Value, options.eps!.Value, options.weight_decay!.Value, options.LearningRate!.Value);
                foreach (var parameter in group.Parameters)
                {
                    if (parameter.grad is not { } gradient)
                        continue;
                    var state = (State)_state[parameter.Handle];
                    state.step++;
                    if (!_pass.TryAdd(new(rate, state.step, beta1, beta2, epsilon, penalty: decay), parameter, gradient, state.exp_avg, state.exp_avg_sq))
                        Step(parameter, decay == 0 ? gradient : gradient.Plus(parameter, decay), state.exp_avg, state.exp_avg_sq, state.step, beta1, beta2, epsilon, rate);
                }
            },
            closure);
        _pass.Run();
        return loss;
    }

    /// <summary>What Adam and AdamW have in common, by tensors, for other devices.</summary>
    public static void Step(
        Tensor parameter, Tensor gradient, Tensor mean, Tensor square, long step, double beta1, double beta2, double epsilon, double rate)
    {
        mean.Times_(beta1).Plus_(gradient, 1 - beta1);
        square.Times_(beta2).PlusProduct_(gradient, gradient, 1 - beta2);
        var denominator = square.sqrt().Over(Math.Sqrt(1 - Math.Pow(beta2, step))).Plus_(epsilon);
        parameter.PlusQuotient_(mean, denominator, -(rate / (1 - Math.Pow(beta1, step))));
    }
}
