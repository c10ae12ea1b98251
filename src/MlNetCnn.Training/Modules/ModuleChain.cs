using System.Collections.Immutable;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>
/// The layers of a network that run one after another, seen through the blocks that only group them, so that it can be run in parts: up to
/// a layer, and from it.
/// </summary>
internal sealed class ModuleChain
{
    private readonly (string Path, Module<Tensor, Tensor> Module)[] _links;

    /// <param name="network">What <see cref="ModuleBuilder"/> made of the plan.</param>
    /// <param name="plan">The network.</param>
    public ModuleChain(Module<Tensor, Tensor> network, NetworkPlan plan) => _links = [.. Links(((SequenceModule)network).Modules, plan.Layers)];

    /// <summary>The layers in order, blocks opened.</summary>
    public static IEnumerable<LayerPlan> LayersOf(NetworkPlan plan) => LayersOf(plan.Layers);

    /// <summary>Runs the layers from one path up to, but not including, another; null for the beginning and the end.</summary>
    public Tensor Run(Tensor input, string? from = null, string? to = null)
    {
        var output = Handles.Run([.. Between(from, to)], input);
        return ReferenceEquals(output, input) ? input.alias() : output;
    }

    private IEnumerable<Module<Tensor, Tensor>> Between(string? from, string? to) =>
        _links.SkipWhile(l => from is not null && l.Path != from).TakeWhile(l => l.Path != to).Select(l => l.Module);

    private static IEnumerable<LayerPlan> LayersOf(ImmutableArray<LayerPlan> layers) =>
        layers.SelectMany(layer => layer.Layer is Block ? LayersOf(layer.Branches[0]) : [layer]);

    private static IEnumerable<(string, Module<Tensor, Tensor>)> Links(IEnumerable<Module<Tensor, Tensor>> modules, ImmutableArray<LayerPlan> layers) =>
        modules.Zip(layers).SelectMany(pair => pair.Second.Layer is Block
            ? Links(((SequenceModule)pair.First).Modules, pair.Second.Branches[0])
            : [(pair.Second.Path, pair.First)]);
}
