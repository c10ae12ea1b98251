using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Tests;

public class CnnTransformerTests
{
    [Theory]
    [InlineData("Features")]
    [InlineData("Bytes")]
    public void OutputSchema_OfEitherPixelType_HasScoreAndPredictedLabelWithAllAnnotations(string feature)
    {
        using var transformer = Pictures.Transformer(feature);
        var input = Pictures.View(1).Schema;

        var schema = transformer.GetOutputSchema(input);

        Assert.Equal([.. input.Select(c => c.Name), "Score", "PredictedLabel"], schema.Select(c => c.Name));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3), schema["Score"].Type);
        Assert.Equal(new KeyDataViewType(typeof(uint), 3), schema["PredictedLabel"].Type);
        Assert.Equal(["class 0", "class 1", "class 2"], Texts(schema["Score"], "SlotNames"));
        Assert.Equal(["class 0", "class 1", "class 2"], Texts(schema["Score"], "TrainingLabelValues"));
        Assert.Equal(["class 0", "class 1", "class 2"], Texts(schema["PredictedLabel"], "KeyValues"));
        foreach (var name in new[] { "Score", "PredictedLabel" })
        {
            Assert.Equal("MulticlassClassification", Value<ReadOnlyMemory<char>>(schema[name], "ScoreColumnKind").ToString());
            Assert.Equal(name, Value<ReadOnlyMemory<char>>(schema[name], "ScoreValueKind").ToString());
            Assert.Equal(1u, Value<uint>(schema[name], "ScoreColumnSetId"));
        }
    }

    [Fact]
    public void OutputSchema_AfterAnotherScorer_HidesItsColumnsAndCountsOn()
    {
        using var transformer = Pictures.Transformer();

        var twice = transformer.GetOutputSchema(transformer.GetOutputSchema(Pictures.View(1).Schema));

        Assert.Equal(2, twice.Count(c => c.Name == "Score"));
        Assert.Equal(2u, Value<uint>(twice["Score"], "ScoreColumnSetId"));
    }

    [Fact]
    public void FeatureColumn_OfTheTransformer_IsTheImagesOfThePlan()
    {
        using var transformer = Pictures.Transformer();

        Assert.Equal("Features", transformer.FeatureColumnName);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2, 4, 3), transformer.FeatureColumnType);
        Assert.Same(Pictures.Model, transformer.Model);
        Assert.True(transformer.IsRowToRowMapper);
    }

    [Theory]
    [InlineData("Pixels", "'Pixels' is missing", "'Features', 'Bytes'")]
    [InlineData("Name", "'Name' is String", "24 pixels for images of 2×4×3")]
    [InlineData("Number", "'Number' is Double", "vector of Single or Byte")]
    [InlineData("Words", "'Words' is Vector<String>", "vector of Single or Byte")]
    public void Transform_OfAColumnThatHoldsNoPixels_NamesIt(string feature, string came, string needed)
    {
        using var transformer = Pictures.Transformer(feature);

        var message = Assert.Throws<ArgumentException>(() => transformer.Transform(Pictures.View(1))).Message;

        Assert.Contains(came, message);
        Assert.Contains(needed, message);
    }

    [Theory]
    [InlineData("with 6 values, but images of 2×4×3 have 24 pixels", 6)]
    [InlineData("extract pixels without interleaving colors", 4, 3, 2)]
    [InlineData("a vector of no fixed size")]
    public void Transform_OfImagesOfAnotherShape_SaysWhatIsNeeded(string needed, params int[] dimensions)
    {
        using var transformer = Pictures.Transformer();
        var definition = SchemaDefinition.Create(typeof(Picture));
        var single = NumberDataViewType.Single;
        definition["Features"].ColumnType = dimensions.Length == 0 ? new VectorDataViewType(single) : new VectorDataViewType(single, dimensions);
        var view = Pictures.ML.Data.LoadFromEnumerable(Pictures.Rows(1), definition);

        var message = Assert.Throws<ArgumentException>(() => transformer.Transform(view)).Message;

        Assert.Contains("'Features'", message);
        Assert.Contains(needed, message);
    }

    [Fact]
    public void Transformer_AfterDispose_SaysHowEnginesAreMade()
    {
        var transformer = Pictures.Transformer();
        var scored = transformer.Transform(Pictures.View(1));
        transformer.Dispose();

        Assert.Contains("OwnsTransformer = false", Assert.Throws<ObjectDisposedException>(() => scored.Scores()).Message);
    }

    [Fact]
    public void SaveOnnx_ThenLoadModel_ScoresTheSame()
    {
        var path = Path.Combine(Path.GetTempPath(), $"mlnetcnn-test-{Guid.NewGuid():N}.onnx");
        using var transformer = Pictures.Transformer();
        try
        {
            transformer.SaveOnnx(path);
            using var loaded = Pictures.ML.Cnn.LoadModel(path, "Bytes", new() { Threads = 1 });

            Assert.True(Pictures.Model.ClassNames.SequenceEqual(loaded.Model.ClassNames));
            Pictures.AssertClose(Pictures.Expected(20), loaded.Transform(Pictures.View(20)).Scores());
        }
        finally
        {
            File.Delete(path);
        }
    }

    internal static string[] Texts(DataViewSchema.Column column, string kind) =>
        [.. Value<VBuffer<ReadOnlyMemory<char>>>(column, kind).DenseValues().Select(t => t.ToString())];

    private static T Value<T>(DataViewSchema.Column column, string kind)
    {
        T value = default!;
        column.Annotations.GetValue(kind, ref value);
        return value;
    }
}
