using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>The layers of a network that training leaves as they are: no gradients, running statistics and dropout as in evaluation.</summary>
internal sealed class FrozenLayers
{
    private readonly Module[] _modules;

    /// <summary>Freezes the parameters at and below these paths.</summary>
    /// <exception cref="ArgumentException">A path has no parameters, or none would be left to train.</exception>
    public FrozenLayers(Module module, NetworkPlan plan, IReadOnlyList<string> paths)
    {
        Check(plan, paths);
        _modules = [.. module.named_modules().Where(m => paths.Any(p => Covers(p, m.name))).Select(m => m.module)];
        foreach (var (name, parameter) in module.named_parameters())
        {
            if (paths.Any(p => Covers(p, name)))
                parameter.requires_grad = false;
        }
    }

    /// <summary>Puts the frozen layers into evaluation mode, which the network's <c>train()</c> took them out of.</summary>
    public void Rest()
    {
        foreach (var module in _modules)
            module.eval();
    }

    /// <summary>Lets batch normalization use its running statistics and leave them as they are, frozen or not: few images have poor ones.</summary>
    public static void RestNorms(Module module)
    {
        foreach (var norm in module.modules().OfType<BatchNormModule>())
            norm.eval();
    }

    /// <summary>Tells whether these paths can be frozen, without building the network.</summary>
    /// <exception cref="ArgumentException">A path has no parameters, or none would be left to train.</exception>
    public static void Check(NetworkPlan plan, IReadOnlyList<string> paths)
    {
        var parameters = plan.Tensors.Where(t => t.IsTrainable).Select(t => t.Name).ToArray();
        foreach (var path in paths)
        {
            if (!parameters.Any(n => Covers(path, n)))
                throw new ArgumentException(
                    $"The training option {nameof(TrainingOptions.Freeze)} has '{path}', but network '{plan.Architecture.Name}' has no parameters there: "
                    + $"its outermost layers with parameters are {string.Join(", ", plan.Layers.Where(l => l.Parameters > 0).Select(l => l.Path))}.");
        }
        if (parameters.All(n => paths.Any(p => Covers(p, n))))
            throw new ArgumentException(
                $"The training option {nameof(TrainingOptions.Freeze)} covers every parameter of network '{plan.Architecture.Name}', so that nothing is left to train: take a path away.");
    }

    private static bool Covers(string path, string name) =>
        name.StartsWith(path, StringComparison.Ordinal) && (name.Length == path.Length || name[path.Length] == '.');
}
