using System.Collections.Immutable;
using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>
/// A data set of labeled images, whatever the format of the files: a folder with one folder of images a class (with or without train, val and
/// test above them), IDX files, CIFAR's binary files, CSV files of labels and pixels, or Parquet files; in a folder, a .zip or a .tar,
/// compressed by gzip, bzip2, xz or zstd.
/// </summary>
/// <remarks>
/// Images (png, jpeg, webp, bmp, gif's first frame, tiff's first page) are turned as their EXIF orientation says, laid over white where they are transparent,
/// and resized; 16-bit channels become 8-bit. All cores decode, at most a few megabytes of files are in memory at a time, and the order of
/// the files is kept. The decoded pixels are kept in one file a data set and settings, named after the content: the paths, lengths and
/// times of change of a folder's files, or a single file's SHA-256 (from 64 MiB on: its length, time of change and the SHA-256 of 64 pieces
/// of 1 MiB). A kept file that is damaged is noticed by its checksum and made anew.
/// </remarks>
public sealed class ImageData
{
    internal ImageData(string path, ImageDataFormat format, ImageSplit train, ImageSplit? validation, ImageSplit? test)
    {
        (Path, Format) = (path, format);
        (Train, Validation, Test) = (train, validation, test);
    }

    /// <summary>The folder or file that was opened.</summary>
    public string Path { get; }

    /// <summary>The format that was found.</summary>
    public ImageDataFormat Format { get; }

    /// <summary>The shape of every image, <c>C×H×W</c>.</summary>
    public TensorShape Shape => Train.Shape;

    /// <summary>The names of the classes; label i means the i-th name.</summary>
    public ImmutableArray<string> ClassNames => Train.ClassNames;

    /// <summary>The images to train on: all of them where the data have no splits.</summary>
    public ImageSplit Train { get; }

    /// <summary>The images to validate on, named val or validation; null without.</summary>
    public ImageSplit? Validation { get; }

    /// <summary>The images to test on; null without.</summary>
    public ImageSplit? Test { get; }

    /// <summary>The images that could not be read and were left out.</summary>
    public ImmutableArray<SkippedImage> Skipped { get; internal init; } = [];

    /// <summary>The files among the images whose kind is not supported, by the ends of their names; texts and what systems leave behind do not count.</summary>
    public ImmutableArray<UnsupportedFiles> Unsupported { get; internal init; } = [];

    /// <summary>What else is to be known of the data, in sentences: images left out because they have no labels, or what was done to all of them.</summary>
    public ImmutableArray<string> Notes { get; internal init; } = [];

    /// <summary>Whether the pixels were decoded on an earlier occasion.</summary>
    public bool FromCache { get; internal init; }

    /// <summary>Where data sets are decoded in our own programs; null, and so in every app, in this process.</summary>
    internal static IOutsideDecoder? Outside { get; set; }

    /// <summary>Finds out what is at a path and reads it.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="options">Size, channels, limits, cache. Default: see there.</param>
    /// <param name="progress">Told about once a chunk of images, by the calling thread.</param>
    /// <param name="cancellationToken">Stops the reading; nothing is left behind.</param>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    /// <exception cref="InvalidDataException">
    /// The data are of none of these formats, damaged or cut off; an archive is above a limit, or has names or links that lead out of it;
    /// a class has no images, there is only one, or test has one that train lacks; images differ in size and no size is set; or more images
    /// than allowed cannot be read. The message names the file, the entry or the row.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read, or the decoded pixels cannot be written.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ImageData Open(
        string path, ImageLoading? options = null, IProgress<ImageLoadingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options = (options ?? new ImageLoading()).Check();
        var data = Kept(path, options) ?? Read(path, options, progress, cancellationToken);
        if (options.Classes is { } classes)
            data = data.With(ClassSelection.Of(data.ClassNames, classes));
        if (options.MinImages > 1)
            data = data.With(ClassSelection.Of(data.ClassNames, data.Train.Labels, options.MinImages));
        return options.TestFraction is { } fraction ? data.WithTest(fraction) : data;
    }

    private ImageData With(ClassSelection classes)
    {
        var train = Train.Selected(classes) ?? throw new InvalidDataException($"'{Path}' has no images to train on of the chosen classes.");
        string[] dropped = [.. ClassNames.Where((_, label) => classes.Labels[label] < 0)];
        var images = new[] { Train, Validation, Test }.Sum(split => split?.Labels.Count(label => classes.Labels[label] < 0) ?? 0);
        var note = $"{ClassNames.Length - dropped.Length} of {ClassNames.Length} classes are read: {images:N0} {(images == 1 ? "image" : "images")} of "
            + $"{string.Join(", ", dropped.Take(5).Select(name => $"'{name}'"))}{(dropped.Length > 5 ? ", …" : "")} {(images == 1 ? "was" : "were")} left out.";
        return new ImageData(Path, Format, train, Validation?.Selected(classes), Test?.Selected(classes))
        {
            Skipped = Skipped,
            Unsupported = Unsupported,
            Notes = dropped.Length > 0 ? Notes.Add(note) : Notes,
            FromCache = FromCache,
        };
    }

    // What an archive unpacks to need not be known where its pixels were decoded before.
    private static ImageData? Kept(string path, ImageLoading options) =>
        options.Cache && File.Exists(path) && FileTree.IsPacked(path) && DecodedFile.Open(DecodedCache.PathFor(hash => FileTree.AddIdentity(hash, path), options), isTemporary: false) is { } kept
            ? Of(path, kept, fromCache: true) : null;

    private static ImageData Read(string path, ImageLoading options, IProgress<ImageLoadingProgress>? progress, CancellationToken cancellationToken)
    {
        using var tree = FileTree.Open(path, options.Archive, cancellationToken);
        var source = ImageFormats.Recognize(tree, options);
        if (options.GroupColumn is { } column && source.Format.Kind is not (ImageDataFormat.Csv or ImageDataFormat.Parquet))
            throw new InvalidDataException($"GroupColumn is '{column}', but '{path}' is read as {source.Format.Name}, which have no columns: leave it out.");
        return source.Unchanged(options) is var (train, test)
            ? new ImageData(path, source.Format.Kind, new ImageSplit(train), null, test is null ? null : new ImageSplit(test)) { Notes = source.Notes }
            : Decoded(source, tree.IsArchive && !source.IsPlain ? hash => FileTree.AddIdentity(hash, path) : source.AddIdentity, options, progress, cancellationToken);
    }

    private ImageData WithTest(double fraction)
    {
        if (Test is not null)
            throw new InvalidDataException($"'{Path}' has test images of its own: leave TestFraction out.");
        var (train, test) = Train.Split(fraction);
        return new ImageData(Path, Format, train, Validation, test) { Skipped = Skipped, Unsupported = Unsupported, Notes = Notes, FromCache = FromCache };
    }

    /// <summary>Reads what is at a path in this process, and writes the file of decoded pixels.</summary>
    internal static void Decode(string path, ImageLoading options, string file, IProgress<ImageLoadingProgress>? progress, CancellationToken cancellationToken)
    {
        using var tree = FileTree.Open(path, options.Archive, cancellationToken);
        Decode(ImageFormats.Recognize(tree, options), options, file, progress, cancellationToken);
    }

    private static void Decode(
        ImageSource source, ImageLoading options, string file, IProgress<ImageLoadingProgress>? progress, CancellationToken cancellationToken) => AtomicFile.Write(
            file, stream => DecodedFile.Write(stream, rows => new Decoding(source, options, progress, cancellationToken).Run(rows)), flush: false);

    private static ImageData Decoded(
        ImageSource source, Action<XxHash128> addIdentity, ImageLoading options, IProgress<ImageLoadingProgress>? progress, CancellationToken cancellationToken)
    {
        var isKept = options.Cache;
        var file = isKept ? DecodedCache.PathFor(addIdentity, options) : System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"mlnetcnn-{Guid.NewGuid():n}.images");
        if (isKept && DecodedFile.Open(file, isTemporary: false) is { } kept)
            return Of(source.Path, kept, fromCache: true);
        if (Outside is { } outside && !source.IsPlain)
            outside.Decode(source.Path, options, file, progress, cancellationToken);
        else
            Decode(source, options, file, progress, cancellationToken);
        return Of(source.Path, DecodedFile.Open(file, isTemporary: !isKept)
            ?? throw new IOException($"The file of decoded images '{file}' is damaged just after it was written: is the disk failing?"), fromCache: false);
    }

    private static ImageData Of(string path, (DecodedIndex Index, MappedFile Pixels) decoded, bool fromCache)
    {
        var (index, pixels) = decoded;
        var train = DecodedFile.Split(index, pixels, SplitKind.Train)!;
        return new ImageData(path, index.Format, train, DecodedFile.Split(index, pixels, SplitKind.Validation), DecodedFile.Split(index, pixels, SplitKind.Test))
        {
            Skipped = index.Skipped,
            Unsupported = index.Unsupported,
            Notes = index.Notes,
            FromCache = fromCache,
        };
    }
}
