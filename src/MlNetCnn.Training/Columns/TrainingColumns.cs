using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>The two columns training reads, checked, and the way from rows to tensors.</summary>
internal sealed class TrainingColumns
{
    private readonly TrainingOptions _options;

    private TrainingColumns(TrainingOptions options, TensorShape shape, bool hasBytes)
    {
        _options = options;
        Shape = shape;
        HasBytes = hasBytes;
    }

    /// <summary>Channels×height×width of one image.</summary>
    public TensorShape Shape { get; }

    /// <summary>Whether the feature column holds bytes, which are 0–255 by definition.</summary>
    public bool HasBytes { get; }

    /// <summary>Finds the image's shape from the feature column's type and the options.</summary>
    /// <exception cref="ArgumentException">A column is missing, of another type or of another size; the message names it.</exception>
    public static TrainingColumns Of(DataViewSchema schema, TrainingOptions options)
    {
        Column(schema, options.LabelColumn, "label", nameof(options.LabelColumn));
        var features = Column(schema, options.FeatureColumn, "feature", nameof(options.FeatureColumn));
        if (ImageColumn.Is(features.Type))
            return new TrainingColumns(options, ShapeOfImages(features, options.ImageShape), hasBytes: true);
        if (features.Type is not VectorDataViewType { IsKnownSize: true } vector || vector.ItemType.RawType != typeof(byte) && vector.ItemType.RawType != typeof(float))
            throw new ArgumentException($"The feature column '{features.Name}' is {features.Type}, but must be a vector of Single or Byte of known size, or an image.");
        var shape = options.ImageShape
            ?? (vector.Dimensions.Length == 3 ? new TensorShape(vector.Dimensions.AsSpan()) : throw new ArgumentException(
                $"The feature column '{features.Name}' is {features.Type}, which does not say the image's shape: set ImageShape, for example to new TensorShape(1, 28, 28)."));
        if (!shape.IsImage)
            throw new ArgumentException($"ImageShape is {shape}, but must be channels×height×width.");
        if (shape.Elements != vector.Size)
            throw new ArgumentException($"The feature column '{features.Name}' has {vector.Size} values a row, but an image of {shape} has {shape.Elements}.");
        return new TrainingColumns(options, shape, vector.ItemType.RawType == typeof(byte));
    }

    /// <summary>Reads all rows into memory, or into a cache file where they exceed a budget.</summary>
    /// <param name="view">The rows.</param>
    /// <param name="budget">The most bytes of memory the pixels may take.</param>
    /// <param name="known">The classes, where they are known already; otherwise they are found.</param>
    /// <exception cref="InvalidOperationException">There are no rows, or one has a missing label or pixel, or a label that is not known.</exception>
    /// <exception cref="IOException">The cache file cannot be written.</exception>
    public LabeledImages Read(IDataView view, long budget, ImmutableArray<string>? known = null)
    {
        var features = view.Schema[_options.FeatureColumn];
        var label = view.Schema[_options.LabelColumn];
        return ImageColumn.Is(features.Type) ? ReadImages(view, features, label, budget, known) : ReadVectors(view, features, label, budget, known);
    }

    private LabeledImages ReadVectors(
        IDataView view, DataViewSchema.Column features, DataViewSchema.Column label, long budget, ImmutableArray<string>? known)
    {
        using var cursor = view.GetRowCursor([features, label]);
        var pixelReader = PixelReader.For(cursor, features, Shape);
        var labelReader = LabelReader.For(cursor, label, known);
        using var pixels = Store(pixelReader.Type, view, budget);
        var provisional = new List<int>();
        try
        {
            while (cursor.MoveNext())
            {
                _options.CancellationToken.ThrowIfCancellationRequested();
                pixels.Add(pixelReader.Read());
                provisional.Add(labelReader.Read());
            }
        }
        catch (UnreadableRowException e)
        {
            throw e.At(provisional.Count);
        }
        return Finish(pixels, provisional, labelReader, pixelReader.Largest);
    }

    /// <summary>Decoding takes longer than all else: on all cores.</summary>
    private LabeledImages ReadImages(
        IDataView view, DataViewSchema.Column features, DataViewSchema.Column label, long budget, ImmutableArray<string>? known)
    {
        var cursors = view.GetRowCursorSet([features, label], Environment.ProcessorCount);
        LabelReader? labels = null;
        using var rows = new RowSet(cursors, cursor =>
        {
            var pixelReader = PixelReader.For(cursor, features, Shape);
            var labelReader = labels = labels?.For(cursor) ?? LabelReader.For(cursor, label, known);
            return () => (pixelReader.Read().ToArray(), labelReader.Read());
        });
        using var pixels = Store(ScalarType.Byte, view, budget);
        var provisional = new List<int>();
        foreach (var (image, number) in rows.InOrder(_options.CancellationToken))
        {
            pixels.Add(image);
            provisional.Add(number);
        }
        return Finish(pixels, provisional, labels!, float.NegativeInfinity);
    }

    private PixelStore Store(ScalarType type, IDataView view, long budget) =>
        new(Shape, type, view.GetRowCount(), budget, _options.CacheFolder ?? Path.GetTempPath());

    private static LabeledImages Finish(PixelStore pixels, List<int> provisional, LabelReader labelReader, float largest)
    {
        if (provisional.Count == 0)
            throw new InvalidOperationException("There are no rows: training and validation need at least one image.");
        var (names, numbers) = labelReader.Finish();
        var labels = tensor(provisional.Select(number => (long)numbers[number]).ToArray()).DetachFromDisposeScope();
        return new LabeledImages(pixels.Finish(labels), names, largest);
    }

    private static TensorShape ShapeOfImages(DataViewSchema.Column features, TensorShape? given)
    {
        var (height, width) = ImageColumn.Size(features.Type);
        if (given is null && height == 0)
            throw new ArgumentException(
                $"The feature column '{features.Name}' has images of any size: resize them, with ResizeImages, or, where all are of one size, "
                + "set ImageShape, for example to new TensorShape(3, 32, 32).");
        var shape = given ?? new TensorShape(3, height, width);
        if (!shape.IsImage || shape.Channels is not (1 or 3))
            throw new ArgumentException($"ImageShape is {shape}, but the images of column '{features.Name}' give 3×height×width, or 1×height×width for gray.");
        if (height > 0 && (height, width) != (shape.Height, shape.Width))
            throw new ArgumentException($"ImageShape is {shape}, but the images of column '{features.Name}' are {height}×{width} (height×width).");
        return shape;
    }

    private static DataViewSchema.Column Column(DataViewSchema schema, string name, string role, string option) =>
        schema.GetColumnOrNull(name) ?? throw new ArgumentException(
            $"There is no {role} column '{name}': the data has {string.Join(", ", schema.Where(c => !c.IsHidden).Select(c => c.Name))}; name the right one in {option}.");
}
