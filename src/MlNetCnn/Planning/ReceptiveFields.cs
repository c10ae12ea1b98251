using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// The receptive field of every layer by its path, from a plan or a part of one. Layers that a flat vector comes out of have none: each of
/// their values sees the whole image.
/// </summary>
internal sealed class ReceptiveFields
{
    private readonly Dictionary<string, ReceptiveField> _fields = [];

    private ReceptiveFields(ImmutableArray<LayerPlan> layers) => Sequence(layers, ReceptiveField.Pixel);

    /// <summary>The field of a layer's output, or null where it is the whole image.</summary>
    public ReceptiveField? this[string path] => _fields.TryGetValue(path, out var field) ? field : null;

    /// <summary>Computes the fields of these layers, the first of which sees the image.</summary>
    public static ReceptiveFields Of(ImmutableArray<LayerPlan> layers) => new(layers);

    private ReceptiveField Sequence(ImmutableArray<LayerPlan> layers, ReceptiveField field) => layers.Aggregate(field, (before, layer) => Add(layer, before));

    private ReceptiveField Add(LayerPlan layer, ReceptiveField before)
    {
        var after = layer.Layer switch
        {
            Conv2d conv => Through(before, conv.Kernel, conv.Stride),
            MaxPool2d pool => Through(before, pool.Kernel, pool.Stride ?? pool.Kernel),
            AvgPool2d pool => Through(before, pool.Kernel, pool.Stride ?? pool.Kernel),
            AdaptiveAvgPool2d => Adaptive(layer, before),
            _ when layer.Branches.IsEmpty => before, // Also a block that does not fit, in a part of a plan.
            Residual => layer.Branches.Take(2).Select(branch => Sequence(branch, before)).Aggregate((left, right) => left.Or(right)),
            Concat => layer.Branches.Select(branch => Sequence(branch, before)).Aggregate((left, right) => left.Or(right)),
            Block => Sequence(layer.Branches[0], before),
            _ => before,
        };
        if (layer is { Layer: Residual, Branches.IsEmpty: false })
            Sequence(layer.Branches[2], after); // The activation sees what the sum does.
        if (layer.Output.IsImage)
            _fields[layer.Path] = after;
        return after;
    }

    private static ReceptiveField Through(ReceptiveField field, Size2d kernel, Size2d stride) => field.Through(kernel, stride.Height, stride.Width);

    /// <summary>The windows from ⌊i·n/m⌋ to ⌈(i + 1)·n/m⌉ of an adaptive pooling of n values to m: the largest counts.</summary>
    private static ReceptiveField Adaptive(LayerPlan layer, ReceptiveField before) => before.Through(
        new Size2d(Largest(layer.Input.Height, layer.Output.Height), Largest(layer.Input.Width, layer.Output.Width)),
        (double)layer.Input.Height / layer.Output.Height,
        (double)layer.Input.Width / layer.Output.Width);

    private static int Largest(int input, int output) => Enumerable.Range(0, output)
        .Max(i => (int)(((i + 1L) * input + output - 1) / output - (long)i * input / output));
}
