using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>A layer at its place with what comes in: checks it, and makes its plan from what goes out.</summary>
internal sealed record LayerInput(Layer Layer, string Path, TensorShape Input, string From)
{
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
        var outHeight = Window.Places(height, window.Kernel.Height, window.Stride.Height, window.Padding.Height);
        var outWidth = Window.Places(width, window.Kernel.Width, window.Stride.Width, window.Padding.Width);
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

    public LayerPlan Same() => Gives(Input);

    public LayerPlan Gives(TensorShape output) => new(Path, Layer, Input, output);

    public LayerPlan Gives(TensorShape output, ImmutableArray<TensorSpec> tensors, long macs = 0) =>
        new(Path, Layer, Input, output) { Tensors = tensors, OwnMacs = macs };

    public LayerPlan Holds(TensorShape output, ImmutableArray<ImmutableArray<LayerPlan>> branches) =>
        new(Path, Layer, Input, output) { Branches = branches };
}
