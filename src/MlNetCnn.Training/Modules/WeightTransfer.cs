using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training.Modules;

/// <summary>Copies weights between a module and <see cref="Weights"/>, by the plan's names.</summary>
internal static class WeightTransfer
{
    public static Weights Read(Module module, NetworkPlan plan)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var state = module.state_dict();
        return new Weights(plan.Tensors.Select(spec => KeyValuePair.Create(
            spec.Name,
            new WeightTensor(spec.Shape, state[spec.Name].cpu().contiguous().data<float>().ToArray()))));
    }

    /// <summary>Writes the weights into the module, on whatever device it is.</summary>
    /// <exception cref="ArgumentException">The weights are not those of the plan.</exception>
    public static void Write(Weights weights, Module module, NetworkPlan plan)
    {
        weights.Check(plan);
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var state = module.state_dict();
        foreach (var spec in plan.Tensors)
        {
            var shape = spec.Shape.Dimensions.Select(d => (long)d).ToArray();
            state[spec.Name].copy_(tensor(weights[spec.Name].Values.ToArray(), shape));
        }
    }
}
