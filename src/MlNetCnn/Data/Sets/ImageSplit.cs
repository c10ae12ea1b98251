using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;
using Microsoft.ML;

namespace MlNetCnn;

/// <summary>
/// The images of one split of a data set, all of one shape. Their pixels lie in memory or in the file of decoded pixels, which is mapped
/// into memory, so that a split of any size takes little of it. Immutable; any number of threads may read it at once.
/// </summary>
public sealed class ImageSplit
{
    private readonly IImageRows _rows;

    internal ImageSplit(IImageRows rows, ImmutableArray<ImageOrigin> origins) => (_rows, Origins) = (rows, origins);

    /// <summary>Images that nothing was done to.</summary>
    internal ImageSplit(ImageSet images)
        : this(images, [.. Enumerable.Range(0, images.Count).Select(i => new ImageOrigin(images.Shape.Height, images.Shape.Width, XxHash128.HashToUInt128(images.Image(i))))])
    {
    }

    /// <summary>The shape of one image, <c>C×H×W</c>.</summary>
    public TensorShape Shape => _rows.Shape;

    /// <summary>The number of images, at least 1.</summary>
    public int Count => _rows.Count;

    /// <summary>The class of each image, counted from 0.</summary>
    public ImmutableArray<int> Labels => _rows.Labels;

    /// <summary>The names of the classes; label i means the i-th name. The same for all splits of a data set.</summary>
    public ImmutableArray<string> ClassNames => _rows.ClassNames;

    /// <summary>Where each image comes from, below the folder or in the archive; empty where images have no path, as in IDX files.</summary>
    public ImmutableArray<string> Paths => _rows.Paths;

    /// <summary>The value of <see cref="ImageLoading.GroupColumn"/> of each image, empty for an image without a group; none where there is no such column.</summary>
    public ImmutableArray<string> Groups => _rows.Groups;

    /// <summary>What each image was before it was resized.</summary>
    public ImmutableArray<ImageOrigin> Origins { get; }

    /// <summary>Copies one image.</summary>
    /// <param name="index">The image, counted from 0.</param>
    /// <param name="pixels">Room for C·H·W bytes from 0 to 255, channels first.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    /// <exception cref="ArgumentException">There is too little room.</exception>
    public void CopyImage(int index, Span<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        _rows.CopyImage(index, pixels);
    }

    /// <summary>
    /// The split as ML.NET reads data: <c>Features</c>, a vector of C×H×W bytes, <c>Label</c>, a key whose values are the class names, and
    /// <c>Path</c>, a text, where images have one. Nothing is copied until a cursor asks for a row; rows can be shuffled.
    /// </summary>
    /// <param name="ml">The context the data will be used with.</param>
    public IDataView ToDataView(MLContext ml)
    {
        ArgumentNullException.ThrowIfNull(ml);
        return new ImageSetView(_rows);
    }

    /// <summary>All images in memory.</summary>
    /// <exception cref="InvalidOperationException">They take more than 2 GB: use <see cref="ToDataView"/>.</exception>
    public ImageSet ToImageSet()
    {
        if (_rows is ImageSet set)
            return set;
        var size = Shape.Elements;
        if ((long)Count * size > Array.MaxLength)
            throw new InvalidOperationException(
                $"{Count} images of {Shape} take {(long)Count * size} bytes, but at most {Array.MaxLength} fit into one array: use ToDataView, which reads them from the disk.");
        var pixels = GC.AllocateUninitializedArray<byte>(Count * size);
        for (var i = 0; i < Count; i++)
            _rows.CopyImage(i, pixels.AsSpan(i * size, size));
        return new ImageSet(Shape, pixels, Labels, ClassNames) { Paths = Paths };
    }

    /// <summary>
    /// Two parts, each with its share of every class. With <see cref="Groups"/> no group lies in both, and shares are as near as groups allow.
    /// Nothing is copied.
    /// </summary>
    /// <param name="fraction">The share of the second part, above 0 and below 1. At least one image of each class stays in the first.</param>
    /// <param name="seed">Decides which images; the same seed gives the same parts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is out of its range.</exception>
    /// <exception cref="InvalidOperationException">There are so few images that the second part would have none.</exception>
    public (ImageSplit Train, ImageSplit Test) Split(double fraction, int seed = 0)
    {
        var (staying, kept) = Groups.IsEmpty ? StratifiedPositions.Split(Labels.AsSpan(), fraction, seed) : GroupedPositions.Split(Labels, Groups, fraction, seed);
        if (kept.Length == 0)
            throw new InvalidOperationException(Groups.IsEmpty ? StratifiedPositions.NothingKept(Labels.AsSpan(), fraction)
                : string.Create(CultureInfo.InvariantCulture, $"A share of {fraction} keeps none of {Count} images back: each class is in too few groups."));
        return (Part(staying), Part(kept));
    }

    /// <summary>
    /// Parts of about equal size for cross-validation, each with its share of every class; each in turn is held out, and the others are trained
    /// on. Without groups the images of a class differ by at most one from fold to fold. Nothing is copied.
    /// </summary>
    /// <param name="count">The number of folds, at least 2.</param>
    /// <param name="seed">Decides which images; the same seed gives the same folds.</param>
    /// <param name="groups">The group of each image, as its patient; the images of a group lie in one fold, and one of the empty group is a group of
    /// its own. Default: <see cref="Groups"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two folds.</exception>
    /// <exception cref="ArgumentException">There is not one group for each image.</exception>
    /// <exception cref="InvalidOperationException">There are fewer images or groups than folds, so that one would be empty.</exception>
    public ImmutableArray<ImageFold> Folds(int count, int seed = 0, IReadOnlyList<string>? groups = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        groups ??= Groups;
        if (groups.Count > 0 && groups.Count != Count)
            throw new ArgumentException($"{Count} images came with {groups.Count} groups: give one for each, or none.", nameof(groups));
        var fold = GroupedPositions.Parts(Labels, groups, [.. Enumerable.Repeat(1.0, count)], seed);
        if (fold.Distinct().Count() < count)
            throw new InvalidOperationException($"{count} folds take at least as many {(groups.Count > 0 ? "groups" : "images")}, but there are {fold.Distinct().Count()}: take fewer folds.");
        return [.. Enumerable.Range(0, count).Select(i => new ImageFold(this, i, [.. GroupedPositions.Where(fold, at => at != i)], [.. GroupedPositions.Where(fold, at => at == i)]))];
    }

    /// <summary>The same images, labeled as a model counts its classes, see <see cref="ClassMatch.Of"/>. Nothing is copied.</summary>
    /// <param name="classNames">The names of the model's classes, in the order of its outputs.</param>
    /// <param name="match">How the classes were paired.</param>
    /// <exception cref="InvalidDataException">The images have classes that the model does not know; the message names them.</exception>
    public ImageSplit MatchTo(ImmutableArray<string> classNames, out ClassMatch match)
    {
        var positions = (match = ClassMatch.Of(classNames, ClassNames)).Positions;
        return ClassNames.SequenceEqual(classNames) ? this : WithLabels([.. Labels.Select(label => positions[label])], classNames);
    }

    /// <summary>The same images with other labels, one each below the number of names. Nothing is copied.</summary>
    internal ImageSplit WithLabels(ImmutableArray<int> labels, ImmutableArray<string> classNames) =>
        new(new RelabeledRows(_rows, labels, classNames), Origins);

    /// <summary>The images of some classes; null where there are none. Nothing is copied.</summary>
    internal ImageSplit? Selected(ClassSelection classes)
    {
        int[] positions = [.. Enumerable.Range(0, Count).Where(i => classes.Labels[Labels[i]] >= 0)];
        return positions.Length == 0 ? null : Part(positions).WithLabels([.. positions.Select(i => classes.Labels[Labels[i]])], classes.Names);
    }

    /// <summary>These images and those of another split of the data set, of the same shape. Nothing is copied.</summary>
    internal ImageSplit With(ImageSplit other) => new(new JoinedRows(_rows, other._rows), [.. Origins, .. other.Origins]);

    internal ImageSplit Part(int[] positions) =>
        new(new ImageRowsPart(_rows, positions), Origins.IsEmpty ? [] : [.. positions.Select(i => Origins[i])]);
}
