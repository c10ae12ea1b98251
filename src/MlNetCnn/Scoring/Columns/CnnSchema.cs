using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>The columns that scoring reads and adds: the one place that knows their names, types and annotations.</summary>
internal static class CnnSchema
{
    public const string Score = "Score";
    public const string PredictedLabel = "PredictedLabel";

    /// <summary>Where the model says what is known: whether the likeliest class reaches its threshold.</summary>
    public const string IsKnown = OnnxMetadata.IsKnown;

    /// <summary>Where the model says what is known: the likeliest class's name, or <see cref="Unknown"/>.</summary>
    public const string PredictedClass = "PredictedClass";

    /// <summary>What an image that is not known is called.</summary>
    public const string Unknown = "unknown";

    private const string ScoreColumnSetId = "ScoreColumnSetId";

    // As ML.NET's own trainers have it: a key of any count, one above the ids that are there already.
    private static readonly KeyDataViewType SetIdType = new(typeof(uint), int.MaxValue);

    /// <summary>The input's columns, then Score and PredictedLabel, then where asked for IsKnown and PredictedClass, then layers' outputs.</summary>
    public static DataViewSchema Extend(
        MLContext ml, DataViewSchema input, IReadOnlyList<string> classNames, bool tellsKnown, IEnumerable<NetworkColumn> layers)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        var setId = input.Select(SetIdOf).DefaultIfEmpty(0u).Max() + 1;
        var added = ml.Data.LoadFromEnumerable(Array.Empty<Scored>(), Definition(classNames, setId)).Schema;
        foreach (var column in added)
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        if (tellsKnown)
        {
            builder.AddColumn(IsKnown, BooleanDataViewType.Instance);
            builder.AddColumn(PredictedClass, TextDataViewType.Instance);
        }
        foreach (var layer in layers)
            builder.AddColumn(layer.Name, LayerType(layer));
        return builder.ToSchema();
    }

    /// <summary>
    /// What an estimator promises before it has seen data: the input's columns, then Score and PredictedLabel with all their annotations, then where asked for
    /// IsKnown and PredictedClass, then layers' outputs.
    /// </summary>
    /// <exception cref="ArgumentException">The feature column is missing, or neither a vector of Single or Byte nor an image.</exception>
    public static SchemaShape Promise(MLContext ml, SchemaShape input, string featureColumnName, bool tellsKnown, params IEnumerable<NetworkColumn> layers)
    {
        if (input.Where(c => c.Name == featureColumnName).Select(c => (SchemaShape.Column?)c).LastOrDefault() is not { } feature)
            throw new ArgumentException($"Column '{featureColumnName}' is missing: name the column of pixels, {Wanted}.", nameof(input));
        var isImage = feature.Kind == SchemaShape.Column.VectorKind.Scalar && ImageColumn.Is(feature.ItemType);
        if (!isImage && (feature.Kind != SchemaShape.Column.VectorKind.Vector || feature.IsKey || !IsPixel(feature.ItemType)))
            throw new ArgumentException(
                $"Column '{featureColumnName}' is a {feature.Kind} of {feature.ItemType}, but must be {Wanted}.", nameof(input));
        // SchemaShape.Column has no public constructor: a custom mapping that would add these columns makes them. The number of classes
        // is not known before training and not part of a shape.
        var added = Definition(["0", "1"], setId: 1);
        if (tellsKnown)
            added.AddRange(SchemaDefinition.Create(typeof(Told)).Where(column => column.ColumnName is IsKnown or PredictedClass));
        foreach (var layer in layers)
        {
            var column = SchemaDefinition.Create(typeof(Scored))[Score];
            (column.ColumnName, column.ColumnType) = (layer.Name, LayerType(layer));
            added.Add(column);
        }
        return ml.Transforms.CustomMapping<None, Told>(static (_, _) => { }, contractName: null, outputSchemaDefinition: added)
            .GetOutputSchema(input);
    }

    /// <summary>Finds the column of pixels and checks that images of this shape can be read from it.</summary>
    /// <exception cref="ArgumentException">It is missing, of another type or of another size.</exception>
    public static DataViewSchema.Column Feature(DataViewSchema input, string name, TensorShape image)
    {
        if (input.GetColumnOrNull(name) is not { } column)
        {
            var names = string.Join(", ", input.Where(c => !c.IsHidden).Select(c => $"'{c.Name}'"));
            throw new ArgumentException($"Column '{name}' is missing: the data have {names}, but images of {image} are needed, {Wanted}.", nameof(input));
        }
        return Fault(column.Type, image) is not { } fault
            ? column
            : throw new ArgumentException($"Column '{name}' is {column.Type}{fault}", nameof(input));
    }

    private const string Wanted = "a vector of Single or Byte or an image";

    private static string? Fault(DataViewType type, TensorShape image) => type switch
    {
        _ when ImageColumn.Is(type) => FaultOfImages(type, image),
        _ when type is not VectorDataViewType { ItemType: var item } || !IsPixel(item) =>
            $", but must be {Wanted}, with {image.Elements} pixels for images of {image}.",
        VectorDataViewType { Size: 0 } => $", a vector of no fixed size, but images of {image} have {image.Elements} pixels: "
            + $"give its type the size, as with [VectorType({image.Elements})].",
        VectorDataViewType { Size: var size } when size != image.Elements =>
            $" with {size} values, but images of {image} have {image.Elements} pixels: resize them first.",
        VectorDataViewType { Dimensions: { Length: 3 } dimensions } when !dimensions.SequenceEqual(image.Dimensions) =>
            $", but images of {image} (channels×height×width) are needed: extract pixels without interleaving colors.",
        _ => null,
    };

    private static string? FaultOfImages(DataViewType type, TensorShape image)
    {
        if (!ImageColumn.Fits(image))
            return $", but the network reads {image}, and an image has 3 channels, or 1 of gray: extract the pixels yourself.";
        var (height, width) = ImageColumn.Size(type);
        return height == 0 || (height, width) == (image.Height, image.Width)
            ? null
            : $" of {height}×{width} (height×width), but images of {image} are needed: resize them first, with ResizeImages.";
    }

    private static bool IsPixel(DataViewType type) => type == NumberDataViewType.Single || type == NumberDataViewType.Byte;

    private static SchemaDefinition Definition(IReadOnlyList<string> classNames, uint setId)
    {
        var definition = SchemaDefinition.Create(typeof(Scored));
        var names = new VectorDataViewType(TextDataViewType.Instance, classNames.Count);
        var score = definition[Score];
        score.ColumnType = new VectorDataViewType(NumberDataViewType.Single, classNames.Count);
        score.AddAnnotation("SlotNames", classNames.ToArray(), names);
        score.AddAnnotation("TrainingLabelValues", classNames.ToArray(), names);
        var label = definition[PredictedLabel];
        label.ColumnType = new KeyDataViewType(typeof(uint), classNames.Count);
        label.AddAnnotation("KeyValues", classNames.ToArray(), names);
        foreach (var column in definition)
        {
            column.AddAnnotation("ScoreColumnKind", "MulticlassClassification", TextDataViewType.Instance);
            column.AddAnnotation("ScoreValueKind", column.MemberName, TextDataViewType.Instance);
            column.AddAnnotation(ScoreColumnSetId, setId, SetIdType);
        }
        return definition;
    }

    private static VectorDataViewType LayerType(NetworkColumn layer) => new(NumberDataViewType.Single, layer.Shape.Dimensions);

    private static uint SetIdOf(DataViewSchema.Column column)
    {
        uint id = 0;
        var type = column.Annotations.Schema.GetColumnOrNull(ScoreColumnSetId)?.Type;
        if (type is KeyDataViewType && type.RawType == typeof(uint))
            column.Annotations.GetValue(ScoreColumnSetId, ref id);
        return id;
    }

    private sealed class None;

    private class Scored
    {
        public VBuffer<float> Score { get; set; }

        public uint PredictedLabel { get; set; }
    }

    private sealed class Told : Scored
    {
        public bool IsKnown { get; set; }

        public string PredictedClass { get; set; } = "";
    }
}
