namespace MlNetCnn.Cli;

/// <summary>
/// One row of a summary: a layer, or a block with the sums over its layers. Bytes of outputs and saved values are for one image.
/// </summary>
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
    /// <summary>
    /// In the order of computation. <paramref name="depth"/> limits the nesting: at 1 each outermost layer or block is a row.
    /// </summary>
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

    /// <summary>For example running means and variances.</summary>
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
