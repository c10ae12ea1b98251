namespace MlNetCnn.Experiments;

/// <summary>How a run reads the images of its data set; <see cref="ImageLoading"/> says more about each.</summary>
public sealed record RunImages
{
    /// <summary>The height and width every image gets. Default: their own, which must then be the same for all.</summary>
    public Size2d? Size { get; init; }

    /// <summary>1 for grey or 3 for red, green and blue. Default: as the images are.</summary>
    public int? Channels { get; init; }

    /// <summary>How images of another size come to <see cref="Size"/>. Default: stretched.</summary>
    public ResizeMode Resize { get; init; } = ResizeMode.Stretch;

    /// <summary>Whether jpegs that become smaller are decoded faster, but not exactly. Default: false.</summary>
    public bool FastDecode { get; init; }

    /// <summary>For tables: the label's column by its name or place. Default: the one that is found.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>For tables of pixels: the shape of an image. Default: square.</summary>
    public TensorShape? TableShape { get; init; }

    /// <summary>What happens to an image that cannot be read. Default: it is left out.</summary>
    public BadImageAction BadImages { get; init; } = BadImageAction.Skip;

    /// <summary>The most images that may be left out, 0 or more. Default: 100.</summary>
    public int MaxBadImages { get; init; } = 100;

    /// <summary>
    /// Where the data have no test images: the share of each class kept back as such, above 0 and below 1, the same images every time.
    /// Default: null, none.
    /// </summary>
    public double? TestFraction { get; init; }

    /// <summary>As they are.</summary>
    internal static RunImages AsTheyAre { get; } = new();

    internal ImageLoading ToLoading() => new()
    {
        Size = Size,
        Channels = Channels,
        Resize = Resize,
        FastDecode = FastDecode,
        LabelColumn = LabelColumn,
        TableShape = TableShape,
        BadImages = BadImages,
        MaxBadImages = MaxBadImages,
    };

    /// <exception cref="ArgumentException">Something is out of its range; the message names it.</exception>
    internal void Check()
    {
        ToLoading().Check();
        if (TestFraction is not (null or > 0 and < 1))
            throw new ArgumentException($"The share of images kept back for the test is {TestFraction}, but must be above 0 and below 1.");
    }
}
