using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>TorchSharp's AdamW (Loshchilov and Hutter 2019), to the bit, without its unkept numbers, see <see cref="KeptScalars"/>.</summary>
internal sealed class AdamWOptimizer(IEnumerable<AdamW.ParamGroup> groups, double rate) : AdamW(groups, rate)
{
    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(
        group =>
        {
            var options = (Options)group.Options;
            foreach (var parameter in group.Parameters.Where(p => p.grad is not null))
            {
                var state = (State)_state[parameter.Handle];
                state.step++;
                var rate = options.LearningRate!.Value;
                parameter.Times_(1 - (rate * options.weight_decay!.Value));
                AdamOptimizer.Step(parameter, parameter.grad!, state.exp_avg, state.exp_avg_sq, state.step, options.beta1!.Value, options.beta2!.Value, options.eps!.Value, rate);
            }
        },
        closure);
}
