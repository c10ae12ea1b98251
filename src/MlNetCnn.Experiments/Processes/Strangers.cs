namespace MlNetCnn.Experiments;

/// <summary>Images of no class of a model's.</summary>
internal static class Strangers
{
    /// <summary>How they are read for a network.</summary>
    public static ImageLoading Loading(TensorShape shape) => new() { Size = (shape.Height, shape.Width), Channels = shape.Channels, OneClass = true };

    /// <summary>The images of all splits.</summary>
    /// <exception cref="InvalidDataException">They are of another shape.</exception>
    public static ImageSplit Of(RunData read, TensorShape shape) => read.Train.Shape.Equals(shape)
        ? new[] { read.Validation, read.Test }.OfType<ImageSplit>().Aggregate(read.Train, (all, split) => all.With(split))
        : throw new InvalidDataException($"The images of no class are {read.Train.Shape}, but the network reads {shape}.");
}
