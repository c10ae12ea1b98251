using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>TorchSharp's Adam, to the bit, without its unkept numbers, see <see cref="KeptScalars"/>.</summary>
internal sealed class AdamOptimizer(IEnumerable<Adam.ParamGroup> groups, double rate) : Adam(groups, rate)
{
    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(
        group =>
        {
            var options = (Options)group.Options;
            foreach (var parameter in group.Parameters.Where(p => p.grad is not null))
            {
                var gradient = options.weight_decay!.Value == 0 ? parameter.grad! : parameter.grad!.Plus(parameter, options.weight_decay.Value);
                var state = (State)_state[parameter.Handle];
                state.step++;
                Step(parameter, gradient, state.exp_avg, state.exp_avg_sq, state.step, options.beta1!.Value, options.beta2!.Value, options.eps!.Value, options.LearningRate!.Value);
            }
        },
        closure);

    /// <summary>What Adam and AdamW have in common (Kingma and Ba 2015).</summary>
    public static void Step(
        Tensor parameter, Tensor gradient, Tensor mean, Tensor square, long step, double beta1, double beta2, double epsilon, double rate)
    {
        mean.Times_(beta1).Plus_(gradient, 1 - beta1);
        square.Times_(beta2).PlusProduct_(gradient, gradient, 1 - beta2);
        var denominator = square.sqrt().Over(Math.Sqrt(1 - Math.Pow(beta2, step))).Plus_(epsilon);
        parameter.PlusQuotient_(mean, denominator, -(rate / (1 - Math.Pow(beta1, step))));
    }
}
