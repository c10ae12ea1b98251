using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Tests;

public class CnnSchemaTests
{
    private static readonly MLContext ML = Pictures.ML;

    [Theory]
    [InlineData("Features", false)]
    [InlineData("Bytes", true)]
    public void Promise_OfEitherPixelType_IsWhatTheTransformerGives(string feature, bool tellsKnown)
    {
        using var transformer = ML.Cnn.FromModel(Pictures.Model.WithConfidence(1, tellsKnown ? 0.5f : null), feature);
        var input = Pictures.View(1).Schema;

        var promised = CnnSchema.Promise(ML, Shape(input), feature, tellsKnown);

        var given = transformer.GetOutputSchema(input);
        Assert.Equal(given.Select(c => c.Name).Order(), promised.Select(c => c.Name).Order());
        foreach (var column in promised)
            AssertFits(column, given[column.Name].Type, given[column.Name].Annotations.Schema);
        Assert.Equal(5, promised.Single(c => c.Name == "Score").Annotations.Count);
        Assert.Equal(4, promised.Single(c => c.Name == "PredictedLabel").Annotations.Count);
    }

    [Theory]
    [InlineData("Pixels", "'Pixels' is missing")]
    [InlineData("Name", "'Name' is a Scalar of String")]
    [InlineData("Words", "must be a vector of Single or Byte")]
    public void Promise_WithoutPixels_NamesTheColumn(string feature, string message) =>
        Assert.Contains(
            message, Assert.Throws<ArgumentException>(() => CnnSchema.Promise(ML, Shape(Pictures.View(1).Schema), feature, tellsKnown: false)).Message);

    private static void AssertFits(SchemaShape.Column promised, DataViewType type, DataViewSchema annotations)
    {
        var vector = type as VectorDataViewType;
        var kind = vector switch
        {
            null => SchemaShape.Column.VectorKind.Scalar,
            { IsKnownSize: true } => SchemaShape.Column.VectorKind.Vector,
            _ => SchemaShape.Column.VectorKind.VariableVector,
        };
        Assert.Equal(kind, promised.Kind);
        Assert.Equal(type is KeyDataViewType, promised.IsKey);
        Assert.Equal(type is KeyDataViewType ? NumberDataViewType.UInt32 : vector?.ItemType ?? type, promised.ItemType);
        Assert.Equal(annotations.Select(a => a.Name).Order(), promised.Annotations.Select(a => a.Name).Order());
        foreach (var annotation in promised.Annotations)
            AssertFits(annotation, annotations[annotation.Name].Type, annotations[annotation.Name].Annotations.Schema);
    }

    /// <summary>The shape of a schema, as an estimator that changes nothing promises it.</summary>
    private static SchemaShape Shape(DataViewSchema schema)
    {
        var definition = SchemaDefinition.Create(typeof(Picture));
        foreach (var column in definition)
            column.ColumnType = schema[column.ColumnName].Type;
        return ML.Transforms.CustomMapping<None, Picture>((_, _) => { }, contractName: null, outputSchemaDefinition: definition)
            .GetOutputSchema(new SchemaShape([]));
    }

    private sealed class None;
}
