using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace MlNetCnn.Training.Columns;

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
        if (features.Type is not VectorDataViewType { IsKnownSize: true } vector || vector.ItemType.RawType != typeof(byte) && vector.ItemType.RawType != typeof(float))
            throw new ArgumentException($"The feature column '{features.Name}' is {features.Type}, but must be a vector of Single or Byte of known size.");
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
    public LabelledImages Read(IDataView view, long budget, ImmutableArray<string>? known = null)
    {
        var features = view.Schema[_options.FeatureColumn];
        var label = view.Schema[_options.LabelColumn];
        using var cursor = view.GetRowCursor([features, label]);
        var pixelReader = PixelReader.For(cursor, features);
        var labelReader = LabelReader.For(cursor, label, known);
        using var pixels = new PixelStore(Shape, pixelReader.Type, view.GetRowCount(), budget, _options.CacheFolder ?? Path.GetTempPath());
        var provisional = new List<int>();
        while (cursor.MoveNext())
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            pixels.Add(pixelReader.Read(cursor.Position));
            provisional.Add(labelReader.Read(cursor.Position));
        }
        if (provisional.Count == 0)
            throw new InvalidOperationException("There are no rows: training and validation need at least one image.");
        var (names, numbers) = labelReader.Finish();
        var labels = tensor(provisional.Select(number => (long)numbers[number]).ToArray()).DetachFromDisposeScope();
        return new LabelledImages(pixels.Finish(labels), names, pixelReader.Largest);
    }

    private static DataViewSchema.Column Column(DataViewSchema schema, string name, string role, string option) =>
        schema.GetColumnOrNull(name) ?? throw new ArgumentException(
            $"There is no {role} column '{name}': the data has {string.Join(", ", schema.Where(c => !c.IsHidden).Select(c => c.Name))}; name the right one in {option}.");
}
