namespace MlNetCnn;

/// <summary>What a layer gives for one image: C maps of H×W values. A flat vector of N values counts as N maps of one value.</summary>
public sealed class FeatureMaps
{
    /// <summary>Maps over these values, which are not copied.</summary>
    /// <param name="shape">C×H×W, or N.</param>
    /// <param name="values">As many as the shape has elements, map by map, row by row.</param>
    /// <exception cref="ArgumentException">The shape has two dimensions or more than three, or another number of elements.</exception>
    public FeatureMaps(TensorShape shape, ReadOnlyMemory<float> values)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (!shape.IsImage && !shape.IsFlat || shape.Elements != values.Length)
            throw new ArgumentException($"{values.Length} values are no maps of {shape}.", nameof(values));
        (Shape, Values) = (shape, values);
        Range = ValueRange.Of(values.Span);
    }

    /// <summary>C×H×W, or N.</summary>
    public TensorShape Shape { get; }

    /// <summary>Map by map, row by row.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>The number of maps.</summary>
    public int Count => Shape.Channels;

    /// <summary>The rows of a map.</summary>
    public int Height => Shape.IsImage ? Shape.Height : 1;

    /// <summary>The columns of a map.</summary>
    public int Width => Shape.IsImage ? Shape.Width : 1;

    /// <summary>The least and the greatest of all values.</summary>
    public ValueRange Range { get; }

    /// <summary>One map's values, row by row.</summary>
    /// <param name="channel">The map, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such map.</exception>
    public ReadOnlySpan<float> Map(int channel) => Values.Span.Slice(channel * Height * Width, Height * Width);

    /// <summary>
    /// The kernels of a convolution for one of its input channels, each a map: <c>[out, in/groups, h, w]</c> → <c>[out, h, w]</c>.
    /// </summary>
    /// <param name="weights">The network's weights.</param>
    /// <param name="layer">A convolution.</param>
    /// <param name="input">The input channel within its group, from 0.</param>
    /// <exception cref="ArgumentException">The layer is no convolution.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such input channel.</exception>
    public static FeatureMaps OfKernels(Weights weights, LayerPlan layer, int input)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.Layer is not Conv2d)
            throw new ArgumentException($"'{layer.Path}' is a {layer.Kind}, but only convolutions have kernels.", nameof(layer));
        var kernels = weights[layer.Tensors[0].Name];
        var (outputs, inputs, area) = (kernels.Shape.Dimensions[0], kernels.Shape.Dimensions[1], kernels.Shape.Dimensions[2] * kernels.Shape.Dimensions[3]);
        ArgumentOutOfRangeException.ThrowIfNegative(input);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(input, inputs);
        var values = new float[outputs * area];
        for (var o = 0; o < outputs; o++)
            kernels.Values.Span.Slice((o * inputs + input) * area, area).CopyTo(values.AsSpan(o * area));
        return new FeatureMaps(new TensorShape(outputs, kernels.Shape.Dimensions[2], kernels.Shape.Dimensions[3]), values);
    }
}
