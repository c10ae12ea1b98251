using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>A layer at its place with what comes in: checks it, and notes what goes out.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Path">Its path.</param>
/// <param name="Input">The shape of one example coming in.</param>
/// <param name="From">What gives it, for sentences: the quoted path of the layer before.</param>
/// <param name="Classes">The number of classes, which open widths take.</param>
internal sealed record LayerInput(Layer Layer, string Path, TensorShape Input, string From, int Classes)
{
    /// <summary>Where the branches inside end: the path of the last layer and what it gives; the input where a branch is empty.</summary>
    public ImmutableArray<(string Path, TensorShape Shape)> Ends { get; init; } = [];

    public LayerInput Require(bool condition, string needs) =>
        condition ? this : throw new LayerShapeException(Path, Layer.Kind, Input, needs);

    /// <summary>Channels, height and width of the input, which must be feature maps.</summary>
    public (int Channels, int Height, int Width) Image()
    {
        Require(Input.IsImage, $"needs feature maps of channels×height×width, but {From} gives {Input}: put it before Flatten.");
        return (Input.Channels, Input.Height, Input.Width);
    }

    /// <summary>The shape that a window sliding over the feature maps leaves.</summary>
    public TensorShape Slide(Window window, int outChannels)
    {
        var (_, height, width) = Image();
        var (outHeight, outWidth) = window.Places(height, width);
        Require(outHeight >= 1 && outWidth >= 1,
            $"has a window of {window.Kernel}, but {From} gives {Input}, which is smaller even with its padding of {window.Padding}: "
            + "use larger images, a smaller window or more padding, or fewer pooling layers before it.");
        return Shape("an output", outChannels, outHeight, outWidth);
    }

    /// <summary>A shape of this layer's, refused where it is too large to be a tensor.</summary>
    public TensorShape Shape(string what, params ReadOnlySpan<long> dimensions)
    {
        double elements = 1;
        foreach (var dimension in dimensions)
            elements *= dimension;
        Require(elements <= int.MaxValue, $"has {what} of {string.Join('×', dimensions.ToArray())}, which is 2³¹ elements or more: make it smaller.");
        return new TensorShape([.. dimensions.ToArray().Select(d => (int)d)]);
    }

    public TensorSpec Parameter(string role, TensorShape shape) => new($"{Path}.{role}", shape, IsTrainable: true);

    public TensorSpec Buffer(string role, TensorShape shape) => new($"{Path}.{role}", shape, IsTrainable: false);

    /// <summary>A weight, and a bias of one value an output where there is one.</summary>
    public ImmutableArray<TensorSpec> Weights(TensorShape weight, bool bias) =>
        bias ? [Parameter("weight", weight), Parameter("bias", new TensorShape(weight.Dimensions[0]))] : [Parameter("weight", weight)];

    /// <summary>A factor and a shift for each channel of an image.</summary>
    public ImmutableArray<TensorSpec> Scales()
    {
        var perChannel = new TensorShape(Image().Channels);
        return [Parameter("weight", perChannel), Parameter("bias", perChannel)];
    }

    public LayerFigures Same() => new(Input);
}
