using TorchSharp.Modules;
using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module;

namespace MlNetCnn.Training;

/// <summary>The optimizer of a recipe.</summary>
internal static class Optimizers
{
    /// <summary>
    /// For the parameters of the module that are trained, in groups by their weight decay, where biases and norms are spared it, and by what
    /// their learning rate is multiplied by; the latter is given too.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="module">The network.</param>
    /// <param name="rateOf">What the learning rate of a parameter is multiplied by, by its name. Default: 1 for all.</param>
    public static (optim.Optimizer Optimizer, double[] Rates) Create(TrainingRecipe recipe, Module module, Func<string, double>? rateOf = null)
    {
        var groups = module.named_parameters().Where(p => p.parameter.requires_grad)
            .GroupBy(p => (
                Rate: rateOf?.Invoke(p.name) ?? 1,
                Decay: recipe.DecayBiasAndNorm || p.parameter.dim() > 1 ? recipe.WeightDecay : 0)) // biases, and the scales and shifts of norms, have one dimension
            .OrderByDescending(group => group.Key.Decay)
            .Select(group => (Parameters: group.Select(p => p.parameter).ToArray(), group.Key.Rate, group.Key.Decay)).ToArray();
        var rate = recipe.LearningRate;
        return (recipe.Optimizer switch
        {
            OptimizerKind.Sgd => new SgdOptimizer(groups.Select(g => new SGD.ParamGroup(g.Parameters, rate, recipe.Momentum, weight_decay: g.Decay)), rate),
            OptimizerKind.Adam => new AdamOptimizer(groups.Select(g => new Adam.ParamGroup(g.Parameters, rate, weight_decay: g.Decay)), rate),
            OptimizerKind.AdamW => new AdamWOptimizer(groups.Select(g => new AdamW.ParamGroup(g.Parameters, rate, weight_decay: g.Decay)), rate),
            _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe.Optimizer, "The optimizer is unknown."),
        }, [.. groups.Select(g => g.Rate)]);
    }
}
