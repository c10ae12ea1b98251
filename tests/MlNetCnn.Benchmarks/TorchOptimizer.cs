using MlNetCnn.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetCnn.Benchmarks;

/// <summary>TorchSharp's own optimizer of a recipe.</summary>
internal static class TorchOptimizer
{
    public static optim.Optimizer Of(TrainingRecipe recipe, IEnumerable<Parameter> parameters) => recipe.Optimizer == OptimizerKind.Adam
        ? optim.Adam(parameters, recipe.LearningRate, beta2: 0.999)
        : optim.SGD(parameters, recipe.LearningRate, recipe.Momentum);
}
