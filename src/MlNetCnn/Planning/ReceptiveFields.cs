using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// The receptive field of every layer by its path, from a plan or a part of one. Layers that a flat vector comes out of have none: each of
/// their values sees the whole image.
/// </summary>
internal sealed class ReceptiveFields : PlanWalk<ReceptiveField>
{
    private readonly Dictionary<string, ReceptiveField> _fields = [];

    private ReceptiveFields(ImmutableArray<LayerPlan> layers) => Sequence(layers, ReceptiveField.Pixel);

    /// <summary>The field of a layer's output, or null where it is the whole image.</summary>
    public ReceptiveField? this[string path] => _fields.TryGetValue(path, out var field) ? field : null;

    /// <summary>Computes the fields of these layers, the first of which sees the image.</summary>
    public static ReceptiveFields Of(ImmutableArray<LayerPlan> layers) => new(layers);

    protected override ReceptiveField Step(LayerPlan layer, ImmutableArray<ReceptiveField> inputs, bool mayOverwrite) =>
        layer.Layer.Sees(inputs.Aggregate((left, right) => left.Or(right)), layer.Input, layer.Output);

    protected override void Leave(LayerPlan layer, ReceptiveField output)
    {
        if (layer.Output.IsImage)
            _fields[layer.Path] = output;
    }
}
