using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Tests;

public class PortableSaveTests
{
    [Theory]
    [InlineData("Features")]
    [InlineData("Bytes")]
    public void SavedModel_Loaded_ScoresTheSameUnderTheSameSchema(string feature)
    {
        using var transformer = Pictures.Transformer(feature);
        var view = Pictures.View(20);
        var expected = transformer.Transform(view);

        var loaded = RoundTrip(transformer, view.Schema);
        var actual = loaded.Transform(view);

        Pictures.AssertClose(expected.Scores(), actual.Scores(), 1e-5);
        Assert.Equal(expected.Labels(), actual.Labels());
        Assert.Equal(Visible(expected.Schema), Visible(actual.Schema));
        Assert.Equal(["class 0", "class 1", "class 2"], CnnTransformerTests.Texts(actual.Schema["Score"], "SlotNames"));
        Assert.Equal(["class 0", "class 1", "class 2"], CnnTransformerTests.Texts(actual.Schema["PredictedLabel"], "KeyValues"));
        (loaded as IDisposable)?.Dispose();
    }

    [Fact]
    public void SavedModel_Loaded_IsEvaluatedAndPredictsAsBefore()
    {
        using var transformer = Pictures.Transformer();
        var ml = Pictures.ML;
        var view = Pictures.View(30);

        var loaded = RoundTrip(transformer, view.Schema);
        using var engine = ml.Model.CreatePredictionEngine<Picture, Prediction>(loaded);

        var before = ml.MulticlassClassification.Evaluate(transformer.Transform(view));
        var after = ml.MulticlassClassification.Evaluate(loaded.Transform(view));
        Assert.Equal(before.MicroAccuracy, after.MicroAccuracy);
        Assert.Equal(before.LogLoss, after.LogLoss, 1e-5);
        Pictures.AssertClose(Pictures.Expected(30), [.. Pictures.Rows(30).Select(r => engine.Predict(r).Score)], 1e-5);
    }

    [Fact]
    public void SavedModel_GivenFloatsOrBytes_PredictsTheSameClassByName()
    {
        using var transformer = Pictures.Transformer();
        var ml = Pictures.ML;
        var loaded = RoundTrip(transformer, Pictures.View(1).Schema);
        using var floats = ml.Model.CreatePredictionEngine<Floats, Prediction>(loaded, new PredictionEngineOptions { OwnsTransformer = false });
        using var bytes = ml.Model.CreatePredictionEngine<Bytes, Prediction>(loaded);
        VBuffer<ReadOnlyMemory<char>> classes = default;
        bytes.OutputSchema["Score"].GetSlotNames(ref classes);

        var rows = Pictures.Rows(20);
        var byBytes = rows.Select(row => bytes.Predict(new() { Features = row.Bytes }).Score).ToArray();

        Pictures.AssertClose([.. rows.Select(row => floats.Predict(new() { Features = [.. row.Bytes.Select(b => (float)b)] }).Score)], byBytes, 1e-6);
        var names = byBytes.Select(scores => $"{classes.GetItemOrDefault(Array.IndexOf(scores, scores.Max()))}").ToArray();
        Assert.All(names, name => Assert.Contains(name, Pictures.Model.ClassNames));
        Assert.True(names.Distinct().Count() > 1);
    }

    [Fact]
    public void SavedModel_InALongerChain_IsAPartOfIt()
    {
        using var transformer = Pictures.Transformer();
        var ml = Pictures.ML;
        var view = Pictures.View(10);
        var names = ml.Transforms.Conversion.MapKeyToValue("Class", "PredictedLabel").Fit(transformer.Transform(view));
        var chain = new TransformerChain<ITransformer>(transformer, names);

        var loaded = RoundTrip(chain, view.Schema);

        Assert.Equal(chain.Transform(view).GetColumn<string>("Class"), loaded.Transform(view).GetColumn<string>("Class"));
        (loaded as IDisposable)?.Dispose();
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(10)]
    public void SavedModel_OfManyClasses_KeepsEachClassApart(int classes)
    {
        var model = RandomModels.Create(new("wide", [new Flatten(), new Linear()]), Pictures.Shape, classes);
        using var transformer = Pictures.ML.Cnn.FromModel(model);
        var view = Pictures.View(100);
        var expected = transformer.Transform(view);

        var loaded = RoundTrip(transformer, view.Schema);

        Assert.Equal(expected.Labels(), loaded.Transform(view).Labels());
        Assert.True(expected.Labels().Distinct().Count() > 1);
        Assert.Equal(model.ClassNames, CnnTransformerTests.Texts(loaded.Transform(view).Schema["PredictedLabel"], "KeyValues"));
        (loaded as IDisposable)?.Dispose();
    }

    [Fact]
    public void SavedModel_OverColumnsOfItsGraphsNames_LeavesThemAlone()
    {
        using var transformer = Pictures.Transformer();
        var ml = Pictures.ML;
        var view = ml.Transforms.CopyColumns("PredictedIndex", "Number").Fit(Pictures.View(5)).Transform(Pictures.View(5));

        var loaded = RoundTrip(transformer, view.Schema);

        Assert.Equal([0, 1, 2, 3, 4], loaded.Transform(view).GetColumn<double>("PredictedIndex"));
        (loaded as IDisposable)?.Dispose();
    }

    [Fact]
    public void Save_InTheContextsTemporaryFolder_LeavesNothingThere()
    {
        var folder = Directory.CreateTempSubdirectory("mlnetcnn-test-");
        var ml = new MLContext { TempFilePath = folder.FullName };
        using var transformer = ml.Cnn.FromModel(Pictures.Model);
        using var stream = new MemoryStream();

        using (new PortableChain(ml, new PlannedGraph(Pictures.Model), [], "Features", FeatureKind.Pixels))
            Assert.Equal("model.onnx", Assert.Single(Assert.Single(folder.GetDirectories()).GetFileSystemInfos()).Name);
        Assert.Empty(folder.GetFileSystemInfos());
        ml.Model.Save(transformer, Pictures.View(1).Schema, stream);
        Assert.Empty(folder.GetFileSystemInfos());
        folder.Delete();
    }

    private static ITransformer RoundTrip(ITransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        Pictures.ML.Model.Save(model, schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }

    private static IEnumerable<(string, DataViewType)> Visible(DataViewSchema schema) =>
        schema.Where(c => !c.IsHidden).Select(c => (c.Name, c.Type));

    private sealed class Floats
    {
        [VectorType(2, 4, 3)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Bytes
    {
        [VectorType(2, 4, 3)]
        public byte[] Features { get; set; } = [];
    }
}
