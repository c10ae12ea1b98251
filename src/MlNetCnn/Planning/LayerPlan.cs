using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// One layer of a planned network: where it sits, what comes in and goes out, what it costs. A block carries the plans of the layers
/// inside it; its counts include them.
/// </summary>
public sealed class LayerPlan
{
    internal LayerPlan(LayerInput at, TensorShape output)
    {
        Path = at.Path;
        Layer = at.Layer;
        Input = at.Input;
        Output = output;
    }

    /// <summary>The layer's path from the outside in: <c>stage2.0.conv1</c>.</summary>
    public string Path { get; }

    /// <summary>The layer's description.</summary>
    public Layer Layer { get; }

    /// <summary>The layer's kind: <c>conv2d</c>.</summary>
    public string Kind => Layer.Kind;

    /// <summary>The shape of one example coming in.</summary>
    public TensorShape Input { get; }

    /// <summary>The shape of one example going out.</summary>
    public TensorShape Output { get; }

    /// <summary>The weights this very layer holds, without those of layers inside it.</summary>
    public ImmutableArray<TensorSpec> Tensors { get; internal init; } = [];

    /// <summary>
    /// The layers inside, by branch: one branch for a <see cref="Block"/>; body, shortcut and activation for a <see cref="Residual"/>;
    /// one a branch for a <see cref="Concat"/>; none for a simple layer.
    /// </summary>
    public ImmutableArray<ImmutableArray<LayerPlan>> Branches { get; internal init; } = [];

    /// <summary>The number of trainable values, inner layers included.</summary>
    public long Parameters => Own(t => t.IsTrainable) + Inner.Sum(l => l.Parameters);

    /// <summary>
    /// Multiply-accumulates for one image, inner layers included. Convolutions and linear layers count, everything else is 0:
    /// output elements × kernel volume / groups.
    /// </summary>
    public long Macs => OwnMacs + Inner.Sum(l => l.Macs);

    internal long OwnMacs { get; init; }

    internal long OwnParameters => Own(t => t.IsTrainable);

    internal IEnumerable<LayerPlan> Inner => Branches.SelectMany(b => b);

    /// <summary>This and every layer inside, blocks before what is in them.</summary>
    internal IEnumerable<LayerPlan> WithInner => Inner.SelectMany(l => l.WithInner).Prepend(this);

    /// <summary>The branches that read the input.</summary>
    internal IEnumerable<ImmutableArray<LayerPlan>> Parallel => Branches.SkipLast(Layer.BranchesBehind);

    /// <summary>The layers behind where those meet.</summary>
    internal ImmutableArray<LayerPlan> Behind => Layer.BranchesBehind > 0 && !Branches.IsEmpty ? Branches[^1] : [];

    /// <summary>
    /// Every step in the order of computation: simple layers, and a residual's sum or a concatenation at the place where it is
    /// computed. Counts of these two are then their own, which is 0: the sums over all steps are the network's.
    /// </summary>
    internal IEnumerable<LayerPlan> Steps() =>
        [.. Parallel.SelectMany(b => b).SelectMany(l => l.Steps()), .. Layer.Computes ? [this] : (LayerPlan[])[], .. Behind.SelectMany(l => l.Steps())];

    /// <summary>Layers one after another, each with whether it may overwrite its input: no backward looks at it and nothing else reads it.</summary>
    internal static IEnumerable<(LayerPlan Layer, bool MayOverwrite)> InOrder(ImmutableArray<LayerPlan> layers, bool mayOverwrite = false) =>
        layers.Select((layer, i) => (layer, i == 0 ? mayOverwrite : layers[i - 1].Layer.LeavesOutputUnused));

    /// <inheritdoc/>
    public override string ToString() => $"{Path} {Kind}: {Input} → {Output}";

    private long Own(Func<TensorSpec, bool> condition) => Tensors.Where(condition).Sum(t => (long)t.Shape.Elements);
}
