using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

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
            new WeightTensor(spec.Shape, state[spec.Key].cpu().contiguous().data<float>().ToArray()))));
    }

    /// <summary>Writes the weights into the module, on whatever device it is.</summary>
    /// <exception cref="ArgumentException">The weights are not those of the plan.</exception>
    public static void Write(Weights weights, Module module, NetworkPlan plan) => Write(weights.MatchTo(plan), module);

    /// <summary>Writes the weights that fit into the module, on whatever device it is; the others stay as they are.</summary>
    public static void Write(WeightMatch match, Module module)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var state = module.state_dict();
        foreach (var spec in match.Plan.Tensors)
        {
            if (!match.Used.TryGetValue(spec.Name, out var weight))
                continue;
            var shape = weight.Shape.Dimensions.Select(d => (long)d).ToArray();
            state[spec.Key].copy_(tensor(weight.Values.ToArray(), shape));
        }
    }
}
