using System.Text.Json.Serialization;

namespace MlNetCnn;

/// <summary>How <see cref="ImageData.Open"/> reads a data set.</summary>
public sealed record ImageLoading
{
    internal const int LargestSide = 16_384;

    /// <summary>The height and width every image gets, each 1 to 16,384. Default: the size of the images, which must then be the same for all.</summary>
    public Size2d? Size { get; init; }

    /// <summary>The size taken where <see cref="Size"/> is not set and the images differ in size. Default: none, so that this is an error.</summary>
    public Size2d? MixedSize { get; init; }

    /// <summary>1 for gray (Rec. 601 luma) or 3 for red, green and blue. Default: 1 when every image is gray, otherwise 3.</summary>
    public int? Channels { get; init; }

    /// <summary>How images of another size come to the wanted one. Default: stretched.</summary>
    public ResizeMode Resize { get; init; } = ResizeMode.Stretch;

    /// <summary>
    /// Whether jpegs that become smaller are decoded at the smallest of their eight scales that still has enough pixels. That is faster (1.6
    /// times for 500×375 to 224×224) but not exact: of 500 drawn pictures brought to 224×224 the values differ by 1.2 of 255 in the mean, 99 %
    /// by at most 12, and by up to 80 at sharp edges of color. Default: false, so that a jpeg and a png of one picture give the same pixels.
    /// </summary>
    public bool FastDecode { get; init; }

    /// <summary>What happens to an image that cannot be read. Default: it is left out and listed.</summary>
    public BadImageAction BadImages { get; init; } = BadImageAction.Skip;

    /// <summary>The most images that may be left out; one more stops the loading. Default: 100.</summary>
    public int MaxBadImages { get; init; } = 100;

    /// <summary>The most pixels an image file may have, looked up in its header before it is decoded. Default: 64,000,000.</summary>
    public long PixelLimit { get; init; } = ImageFile.PixelLimit;

    /// <summary>What an archive may hold.</summary>
    public ArchiveLimits Archive { get; init; } = new();

    /// <summary>
    /// For tables of pixels (CSV, a Parquet column of lists): the shape of an image in the order of its values, C×H×W, or H×W×C with one or three
    /// channels. Default: square, with one channel or, where only that gives a square, three in the order in which neighbors are more alike.
    /// </summary>
    public TensorShape? TableShape { get; init; }

    /// <summary>For tables of pixels with three channels: the order of the values in a row, where <see cref="TableShape"/> is C×H×W. Default: channels first.</summary>
    public ImageLayout TableLayout { get; init; } = ImageLayout.ChannelsFirst;

    /// <summary>
    /// For tables: the label's column by its name or, in a CSV, by its place: <c>first</c>, <c>last</c> or a number counted from 1. Default:
    /// the one named label, class, target, y or the like, or the only one that is neither image, path, split nor index; several columns of 0
    /// and 1 beside a path, of which one is 1, are classes; in a CSV without a header line the first or the last, whichever has names, or
    /// whole numbers without a gap from 0 or 1 on. Where that does not decide, it must be set.
    /// </summary>
    public string? LabelColumn { get; init; }

    /// <summary>
    /// For tables: the column of images, encoded or as a list of pixels, by its name or place. Default: in Parquet the only one of bytes or
    /// lists, or the one named image, img, images, pixels or bytes; in a CSV the one whose values are pixels separated by spaces.
    /// </summary>
    public string? ImageColumn { get; init; }

    /// <summary>
    /// For tables that list image files: the column of their paths or IDs, by its name or place. Paths are relative to the table or to a folder
    /// beside it, with or without extension, and do not lead out of the data. Default: the one whose values are files that are there.
    /// </summary>
    public string? PathColumn { get; init; }

    /// <summary>
    /// For tables: the column that says what an image is for (train, val, test), by its name or place. Default: the one named split, set,
    /// subset, usage or the like, where all its values are such words.
    /// </summary>
    public string? SplitColumn { get; init; }

    /// <summary>
    /// For CSV and Parquet tables: the column whose value the images of one group share, as those of one patient, by its name or place. They
    /// stay together in <see cref="ImageSplit.Folds"/> and with <see cref="TestFraction"/>; an image without a value is a group of its own.
    /// Default: none.
    /// </summary>
    public string? GroupColumn { get; init; }

    /// <summary>For tables: the columns that are passed over, by name or place, with commas between. Default: none but those that count rows.</summary>
    public string? IgnoreColumns { get; init; }

    /// <summary>
    /// The classes that are read, by their names with commas between; or the path of a .csv with an old and a new name in each line: classes of one
    /// new name are merged, those with none are left out, those that are not there stay as they are. Default: all.
    /// </summary>
    public string? Classes { get; init; }

    /// <summary>The fewest training images of a class, 1 or more, after <see cref="Classes"/>; classes with fewer are left out. Default: 1.</summary>
    public int MinImages { get; init; } = 1;

    /// <summary>
    /// Where the data have no test images: the share of each class kept back as such, above 0 and below 1, the same images every time.
    /// Default: null, none.
    /// </summary>
    public double? TestFraction { get; init; }

    /// <summary>Whether the decoded pixels are kept in a file, so that the next time nothing is decoded. Default: yes.</summary>
    public bool Cache { get; init; } = true;

    /// <summary>
    /// The folder of decoded pixels. Default: <c>mlnetcnn/images</c> below <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c>, on Windows below the
    /// user's local application data.
    /// </summary>
    public string? CacheFolder { get; init; }

    /// <summary>How many threads decode, at least 1. Default: one a core.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether only sizes, color and classes are read, and every image becomes one pixel.</summary>
    [JsonInclude]
    internal bool HeadersOnly { get; init; }

    /// <summary>Whether all images are taken for one class, wherever they lie: those that belong to no class of a model have none.</summary>
    [JsonInclude]
    internal bool OneClass { get; init; }

    /// <summary>Whether <see cref="Classes"/> is the path of a table.</summary>
    internal static bool IsTableOfClasses(string text) => Path.GetExtension(text).ToUpperInvariant() is ".CSV" or ".TSV";

    internal ImageLoading Check()
    {
        CheckSize(Size, nameof(Size));
        CheckSize(MixedSize, nameof(MixedSize));
        if (Channels is not (null or 1 or 3))
            throw new ArgumentOutOfRangeException(nameof(Channels), Channels, "Channels must be 1 (gray) or 3 (red, green, blue).");
        if (!Enum.IsDefined(Resize))
            throw new ArgumentOutOfRangeException(nameof(Resize), Resize, "Resize must be Stretch, Crop or Pad.");
        if (!Enum.IsDefined(BadImages))
            throw new ArgumentOutOfRangeException(nameof(BadImages), BadImages, "BadImages must be Skip or Fail.");
        if (TestFraction is not (null or > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(TestFraction), TestFraction, "TestFraction must be above 0 and below 1.");
        if (MinImages < 1)
            throw new ArgumentOutOfRangeException(nameof(MinImages), MinImages, "MinImages must be 1 or more.");
        ArgumentOutOfRangeException.ThrowIfNegative(MaxBadImages, nameof(MaxBadImages));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(PixelLimit, nameof(PixelLimit));
        if (Threads is { } threads)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads, nameof(Threads));
        if (TableShape is { } shape && (!shape.IsImage || shape.Channels is not (1 or 3) && shape.Width is not (1 or 3)))
            throw new ArgumentException($"TableShape is {shape}, but must be C×H×W or H×W×C with one or three channels.", nameof(TableShape));
        Archive.Check();
        return this;
    }

    private static void CheckSize(Size2d? size, string name)
    {
        if (size is { } s && (s.Height is < 1 or > LargestSide || s.Width is < 1 or > LargestSide))
            throw new ArgumentOutOfRangeException(name, size, $"{name} must have sides from 1 to {LargestSide}.");
    }
}
