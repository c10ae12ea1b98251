namespace MlNetCnn.Training;

/// <summary>Where a pretrained network is cut for transfer learning.</summary>
/// <param name="Network">The network.</param>
/// <param name="Head">The path of the layer for the classes.</param>
internal sealed record TransferPlan(NetworkPlan Network, string Head)
{
    // Of the network's multiply-accumulates. In a ResNet this is the last stage.
    private const double FineTunedShare = 0.25;

    /// <summary>The layer for the classes.</summary>
    public LayerPlan HeadLayer => Layer(Head);

    /// <summary>Whether the layer for the classes is linear and the last, so that it can be solved for.</summary>
    public bool IsSolvable => HeadLayer.Layer is Linear { PerPixel: false } && ModuleChain.LayersOf(Network).Last().Path == Head;

    /// <exception cref="ArgumentException">The layer for the classes lies within a branch, so that no features come before it.</exception>
    public static TransferPlan Of(NetworkPlan network)
    {
        var head = network.Head;
        return ModuleChain.LayersOf(network).Any(layer => layer.Path == head.Path) ? new(network, head.Path) : throw new ArgumentException(
            $"The layer for the classes of network '{network.Architecture.Name}', '{head.Path}', lies within a branch: set {nameof(TrainingOptions.Transfer)} to {nameof(TransferMode.Full)}.");
    }

    /// <summary>The layer before that for the classes, whose output is an image's embedding; null where there is none, or the last lies within a branch.</summary>
    public static LayerPlan? Embedding(NetworkPlan network)
    {
        var layers = ModuleChain.LayersOf(network).ToArray();
        var head = Array.FindIndex(layers, layer => layer.Path == network.Head.Path);
        return head > 0 ? layers[head - 1] : null;
    }

    /// <summary>The first layer that fine-tuning trains where none is named: from there on is a quarter of the network's work.</summary>
    public string FineTunedFrom()
    {
        var layers = ModuleChain.LayersOf(Network).ToArray();
        var behind = 0L;
        for (var i = layers.Length - 1; i > 0; i--)
        {
            behind += layers[i].Macs;
            if (layers[i].Parameters > 0 && behind >= FineTunedShare * Network.Macs)
                return layers[i].Path;
        }
        return layers[0].Path;
    }

    /// <summary>The layer of a path, or the first one of a block.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public LayerPlan Layer(string path) => ModuleChain.LayersOf(Network).FirstOrDefault(layer => layer.Path == path || layer.Path.StartsWith($"{path}.", StringComparison.Ordinal)) ?? throw new ArgumentException(
        $"The training option {nameof(TrainingOptions.FineTuneFrom)} is '{path}', but network '{Network.Architecture.Name}' has no such layer outside of branches: "
        + $"the nearest are {string.Join(", ", Spelling.Closest(path, ModuleChain.LayersOf(Network).Select(l => l.Path), count: 3))}.");

    /// <summary>The first layer that has one of some tensors; null without any.</summary>
    public string? FirstOf(IReadOnlyCollection<string> tensors) => ModuleChain.LayersOf(Network)
        .FirstOrDefault(layer => layer.WithInner.SelectMany(inner => inner.Tensors).Any(tensor => tensors.Contains(tensor.Name)))?.Path;

    /// <summary>The first of two layers.</summary>
    public string Earlier(string first, string second) => ModuleChain.LayersOf(Network).First(layer => layer.Path == first || layer.Path == second).Path;

    /// <summary>The paths of the layers with weights before one.</summary>
    public IEnumerable<string> Before(string path) => ModuleChain.LayersOf(Network).TakeWhile(layer => layer.Path != path)
        .SelectMany(layer => layer.WithInner).SelectMany(layer => layer.Tensors).Where(tensor => tensor.IsTrainable)
        .Select(tensor => tensor.Name[..tensor.Name.LastIndexOf('.')]).Distinct();
}
