using TorchSharp.Modules;
using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module;
using Parameter = TorchSharp.Modules.Parameter;

namespace MlNetCnn.Training;

/// <summary>The optimizer of a recipe.</summary>
internal static class Optimizers
{
    /// <summary>For the parameters of the module that are trained, in one group, or in two where biases and norms are spared the decay.</summary>
    public static optim.Optimizer Create(TrainingRecipe recipe, Module module)
    {
        var groups = Groups(recipe, [.. module.parameters().Where(p => p.requires_grad)]);
        var rate = recipe.LearningRate;
        return recipe.Optimizer switch
        {
            OptimizerKind.Sgd => new SgdOptimizer(groups.Select(g => new SGD.ParamGroup(g.Parameters, rate, recipe.Momentum, weight_decay: g.Decay)), rate),
            OptimizerKind.Adam => new AdamOptimizer(groups.Select(g => new Adam.ParamGroup(g.Parameters, rate, weight_decay: g.Decay)), rate),
            OptimizerKind.AdamW => new AdamWOptimizer(groups.Select(g => new AdamW.ParamGroup(g.Parameters, rate, weight_decay: g.Decay)), rate),
            _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe.Optimizer, "The optimizer is unknown."),
        };
    }

    private static IEnumerable<(Parameter[] Parameters, double Decay)> Groups(TrainingRecipe recipe, Parameter[] parameters)
    {
        if (recipe.DecayBiasAndNorm || recipe.WeightDecay == 0)
            return [(parameters, recipe.WeightDecay)];
        // Biases, and the scales and shifts of norms, are the parameters with one dimension.
        (Parameter[] Parameters, double Decay)[] groups =
            [([.. parameters.Where(p => p.dim() > 1)], recipe.WeightDecay), ([.. parameters.Where(p => p.dim() <= 1)], 0)];
        return groups.Where(g => g.Parameters.Length > 0);
    }
}
