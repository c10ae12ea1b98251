using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// What is in labeled images, and what is wrong with them: counts, sizes, mean and standard deviation, exact duplicates within and across
/// splits, files that cannot be read.
/// </summary>
/// <remarks>
/// Duplicates are found by a hash of 128 bits over the images' encoded bytes, or of their pixels where they are not encoded (IDX, CIFAR, tables of
/// pixels): the same picture saved twice as a jpeg is not noticed. The memory needed is about 100 bytes an image.
/// </remarks>
public sealed record DataInspection
{
    /// <summary>The folder or file.</summary>
    public required string Path { get; init; }

    /// <summary>The format that was found.</summary>
    public required ImageDataFormat Format { get; init; }

    /// <summary>The shape that <see cref="Channels"/> was counted at: that of the images, or what they were resized to where they differ.</summary>
    public required TensorShape Shape { get; init; }

    /// <summary>The names of the classes, in the order of the labels.</summary>
    public required ImmutableArray<string> ClassNames { get; init; }

    /// <summary>The splits: train, then validation and test where there are such.</summary>
    public required ImmutableArray<SplitInspection> Splits { get; init; }

    /// <summary>The sizes of the images of all splits before resizing, the most frequent first.</summary>
    public required ImmutableArray<ImageSizeCount> Sizes { get; init; }

    /// <summary>Mean and standard deviation of each channel over the training images.</summary>
    public required ImmutableArray<ChannelFigures> Channels { get; init; }

    /// <summary>Groups of images that are the same.</summary>
    public required ImmutableArray<DuplicateImages> Duplicates { get; init; }

    /// <summary>The images that cannot be read, with the reasons.</summary>
    public required ImmutableArray<SkippedImage> Unreadable { get; init; }

    /// <summary>The files among the images whose kind is not supported, by the ends of their names.</summary>
    public ImmutableArray<UnsupportedFiles> Unsupported { get; init; } = [];

    /// <summary>What else is to be known of the data, in sentences; see <see cref="ImageData.Notes"/>.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The number of images that can be read, in all splits.</summary>
    public int Images => Splits.Sum(split => split.Images);

    /// <summary>The images of the largest class of the training split by those of the smallest, 1 or more; infinite where a class has none.</summary>
    public double Imbalance => (double)Splits[0].ClassCounts.Max() / Splits[0].ClassCounts.Min();

    /// <summary>Looks at data that are open.</summary>
    /// <param name="data">The data.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static DataInspection Of(ImageData data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        (string Name, ImageSplit? Images)[] all = [("train", data.Train), ("validation", data.Validation), ("test", data.Test)];
        (string Name, ImageSplit Images)[] splits = [.. all.Where(split => split.Images is not null).Select(split => (split.Name, split.Images!))];
        var duplicates = DuplicateSearch.Of(splits, cancellationToken);
        return new DataInspection
        {
            Path = data.Path,
            Format = data.Format,
            Shape = data.Shape,
            ClassNames = data.ClassNames,
            Splits = [.. splits.Select(split => SplitOf(split.Name, split.Images, duplicates))],
            Sizes = [.. splits.SelectMany(split => split.Images.Origins)
                .GroupBy(origin => (origin.Height, origin.Width), (size, origins) => new ImageSizeCount(size.Height, size.Width, origins.Count()))
                .OrderByDescending(size => size.Images).ThenBy(size => size.Height).ThenBy(size => size.Width)],
            Channels = ChannelCount.Of(data.Train, cancellationToken),
            Duplicates = duplicates,
            Unreadable = data.Skipped,
            Unsupported = data.Unsupported,
            Notes = data.Notes,
        };
    }

    /// <summary>Opens data and looks at them. Images of different sizes are brought to 64×64 unless the options say otherwise.</summary>
    /// <param name="path">A folder, an archive or a file, as <see cref="ImageData.Open"/> takes it.</param>
    /// <param name="options">How they are read. Default: any number of unreadable images is listed.</param>
    /// <param name="progress">Told how far the reading is. Default: nobody.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <inheritdoc cref="ImageData.Open" path="/exception"/>
    public static DataInspection Open(
        string path, ImageLoading? options = null, IProgress<ImageLoadingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Of(ImageData.Open(path, InspectionOptions.Loading(options, decoded: null), progress, cancellationToken), cancellationToken);

    private static SplitInspection SplitOf(string name, ImageSplit images, ImmutableArray<DuplicateImages> duplicates)
    {
        var counts = new int[images.ClassNames.Length];
        foreach (var label in images.Labels)
            counts[label]++;
        var (repeated, leaked) = (0, 0);
        foreach (var group in duplicates)
        {
            var here = group.Images.Count(image => image.Split == name);
            repeated += Math.Max(0, here - 1);
            leaked += name != "train" && group.Images[0].Split == "train" ? here : 0;
        }
        return new(name, images.Count, [.. counts], repeated, leaked);
    }
}
