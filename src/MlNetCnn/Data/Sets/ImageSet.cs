using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML;

namespace MlNetCnn;

/// <summary>
/// Labeled images of one shape, decoded and held in memory: 8 bits a value, 0–255, channels first. Immutable, so any number of
/// threads may read it at once.
/// </summary>
public sealed class ImageSet : IImageRows
{
    private readonly int _imageSize;

    /// <summary>A set of the given pixels, which are kept and not copied: do not change them afterwards.</summary>
    /// <param name="shape">The shape of one image, <c>C×H×W</c>.</param>
    /// <param name="pixels">The images one after another, N·C·H·W bytes from 0 to 255.</param>
    /// <param name="labels">The N labels, counted from 0 in the order of <paramref name="classNames"/>.</param>
    /// <param name="classNames">The distinct names of the classes.</param>
    /// <exception cref="ArgumentException">There is no image, the shape is not C×H×W, the counts disagree, a label has no name, or a
    /// name is empty or there twice.</exception>
    public ImageSet(TensorShape shape, ReadOnlyMemory<byte> pixels, ImmutableArray<int> labels, ImmutableArray<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (!shape.IsImage)
            throw new ArgumentException($"An image set needs images of shape C×H×W, but the shape is {shape}.", nameof(shape));
        if (labels.IsDefaultOrEmpty)
            throw new ArgumentException("An image set needs at least one image, but there are no labels.", nameof(labels));
        if (pixels.Length != (long)labels.Length * shape.Elements)
            throw new ArgumentException(
                $"{labels.Length} images of {shape} take {(long)labels.Length * shape.Elements} bytes, but got {pixels.Length}.", nameof(pixels));
        if (classNames.IsDefaultOrEmpty)
            throw new ArgumentException("An image set needs the names of its classes, but there are none.", nameof(classNames));
        if (ClassNameList.Fault(classNames) is { } fault)
            throw new ArgumentException($"The class names cannot be used: {fault}.", nameof(classNames));
        var classes = (uint)classNames.Length;
        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= classes)
                throw new ArgumentException($"Label {i} is {labels[i]}, but {classes} classes allow 0 to {classes - 1}.", nameof(labels));
        }
        Shape = shape;
        Pixels = pixels;
        Labels = labels;
        ClassNames = classNames;
        _imageSize = shape.Elements;
    }

    /// <summary>The shape of one image, <c>C×H×W</c>.</summary>
    public TensorShape Shape { get; }

    /// <summary>All images one after another: N·C·H·W bytes from 0 to 255.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>The class of each image, counted from 0.</summary>
    public ImmutableArray<int> Labels { get; }

    /// <summary>The names of the classes; label i means the i-th name.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>Where each image comes from; empty, which is the default, where images have no path.</summary>
    /// <exception cref="ArgumentException">There are neither none nor as many as images.</exception>
    public ImmutableArray<string> Paths
    {
        get;
        init => field = value.IsDefaultOrEmpty ? [] : value.Length == Count ? value : throw new ArgumentException(
            $"{Count} images came with {value.Length} paths: give one for each, or none.", nameof(value));
    } = [];

    /// <summary>The number of images, at least 1.</summary>
    public int Count => Labels.Length;

    /// <summary>The C·H·W bytes of one image.</summary>
    /// <param name="index">The image, counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public ReadOnlySpan<byte> Image(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return Pixels.Span.Slice(index * _imageSize, _imageSize);
    }

    /// <summary>
    /// The set as ML.NET reads data: <c>Features</c>, a vector of C×H×W bytes, and <c>Label</c>, a key whose values are the class names.
    /// Nothing is copied until a cursor asks for a row; rows can be read in any number of cursors at once, and shuffled.
    /// </summary>
    /// <param name="ml">The context the data will be used with.</param>
    public IDataView ToDataView(MLContext ml)
    {
        ArgumentNullException.ThrowIfNull(ml);
        return new ImageSetView(this);
    }

    /// <summary>
    /// Reads the two IDX files of a data set such as MNIST, compressed by gzip or not, whatever their names.
    /// </summary>
    /// <param name="imagesPath">Images of unsigned bytes: N×H×W (magic 0x00000803) or N×C×H×W (magic 0x00000804).</param>
    /// <param name="labelsPath">N labels of one unsigned byte (magic 0x00000801).</param>
    /// <param name="classNames">The names of labels 0, 1, …; by default "0" to the largest label.</param>
    /// <exception cref="InvalidDataException">A file is not IDX, damaged, cut short, too long or without images; the files do not belong
    /// together; or a label has no class name.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static ImageSet LoadIdx(string imagesPath, string labelsPath, IReadOnlyList<string>? classNames = null)
    {
        if (classNames is { Count: 0 })
            throw new ArgumentException("The list of class names is empty: leave it out to have the classes numbered.", nameof(classNames));
        if (classNames is not null && ClassNameList.Fault(classNames) is { } fault)
            throw new ArgumentException($"The class names cannot be used: {fault}.", nameof(classNames));
        return OfIdx(imagesPath, IdxReader.ReadImages(imagesPath), labelsPath, IdxReader.ReadLabels(labelsPath), classNames);
    }

    /// <summary>
    /// Reads a folder of IDX files under their usual names: <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>,
    /// <c>t10k-images-idx3-ubyte</c>, <c>t10k-labels-idx1-ubyte</c>, or with dots as in <c>train-images.idx3-ubyte</c>, each as such or with
    /// <c>.gz</c>; EMNIST's likewise, turned upright and named by its mapping. A <c>classes.txt</c> beside them
    /// names the classes, one a line; without it they are named "0" to the largest label of both splits.
    /// </summary>
    /// <param name="path">The folder.</param>
    /// <returns>The training split, and the test split where the folder has one.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">A file is missing; only the test split may be left out, as a whole.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the files do not belong together.</exception>
    public static (ImageSet Train, ImageSet? Test) LoadIdxFolder(string path) => IdxFolder.Load(path);

    void IImageRows.CopyImage(int index, Span<byte> pixels) => Image(index).CopyTo(pixels);

    /// <summary>The same images with other class names.</summary>
    internal ImageSet WithClassNames(ImmutableArray<string> classNames) => new(Shape, Pixels, Labels, classNames) { Paths = Paths };

    /// <summary>A set of what two IDX files hold.</summary>
    /// <exception cref="InvalidDataException">They do not belong together, or a label has no class name.</exception>
    internal static ImageSet OfIdx(string imagesPath, (TensorShape Shape, byte[] Pixels) images, string labelsPath, int[] labels, IReadOnlyList<string>? classNames)
    {
        var count = images.Pixels.Length / images.Shape.Elements;
        if (labels.Length != count)
            throw new InvalidDataException(
                $"'{imagesPath}' has {count} images, but '{labelsPath}' has {labels.Length} labels: give the two files of one data set.");
        var names = classNames is null ? Numbered(labels.Max() + 1) : [.. classNames];
        var unnamed = Array.FindIndex(labels, label => label >= names.Length);
        return unnamed < 0 ? new ImageSet(images.Shape, images.Pixels, [.. labels], names) : throw new InvalidDataException(
            $"'{labelsPath}' has label {labels[unnamed]} at position {unnamed}, but {names.Length} class names allow 0 to {names.Length - 1}.");
    }

    internal static ImmutableArray<string> Numbered(int classes) =>
        [.. Enumerable.Range(0, classes).Select(i => i.ToString(CultureInfo.InvariantCulture))];
}
