namespace MlNetCnn.Cli;

/// <summary>One line of a summary: a step of the computation, or a block with the sums over all steps in it.</summary>
/// <param name="Path">The layer's path.</param>
/// <param name="Kind">The layer's kind.</param>
/// <param name="Output">What goes out, for one image.</param>
/// <param name="Parameters">Trainable values.</param>
/// <param name="NotTrainable">Values that are kept but not trained: running means and variances.</param>
/// <param name="Macs">Multiply-accumulates for one image.</param>
/// <param name="WeightBytes">Of both kinds of values.</param>
/// <param name="OutputBytes">Of all outputs, for one image.</param>
/// <param name="SavedBytes">What training keeps for backward, for one image.</param>
internal sealed record LayerRow(
    string Path,
    string Kind,
    TensorShape Output,
    long Parameters,
    long NotTrainable,
    long Macs,
    long WeightBytes,
    long OutputBytes,
    long SavedBytes)
{
    /// <summary>The lines of a network in the order of computation.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="depth">How many levels of blocks to open: at 1 each outermost layer or block is a line.</param>
    public static IReadOnlyList<LayerRow> Of(NetworkPlan plan, int depth = int.MaxValue)
    {
        var lines = new Dictionary<LayerPlan, LayerPlan>(ReferenceEqualityComparer.Instance);
        foreach (var layer in plan.Layers)
            Fold(layer, null, 1);
        return
        [
            .. plan.Steps.Zip(plan.Costs().Layers).GroupBy(
                pair => lines[pair.First],
                (line, pairs) => Sum(line, [.. pairs])),
        ];

        void Fold(LayerPlan layer, LayerPlan? line, int level)
        {
            line ??= level == depth ? layer : null;
            lines[layer] = line ?? layer;
            foreach (var inner in layer.Inner)
                Fold(inner, line, level + 1);
        }
    }

    /// <summary>The number of values of a network that are kept but not trained.</summary>
    public static long NotTrainableOf(NetworkPlan plan) => plan.Tensors.Where(t => !t.IsTrainable).Sum(t => (long)t.Shape.Elements);

    private static LayerRow Sum(LayerPlan line, (LayerPlan Step, LayerCost Cost)[] parts) => new(
        line.Path,
        line.Kind,
        line.Output,
        parts.Sum(p => p.Step.OwnParameters),
        parts.Sum(p => p.Step.Tensors.Where(t => !t.IsTrainable).Sum(t => (long)t.Shape.Elements)),
        parts.Sum(p => p.Step.OwnMacs),
        parts.Sum(p => p.Cost.WeightBytes),
        parts.Sum(p => p.Cost.OutputBytes),
        parts.Sum(p => p.Cost.SavedBytes));
}
