using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Tests;

/// <summary>A model with a temperature and a threshold, in each form that it has.</summary>
public class ConfidentModelTests
{
    private const int Images = 40;

    private static readonly CnnModel ByProbability = Pictures.Model.WithConfidence(temperature: 3, Threshold(familiarity: null));
    private static readonly CnnModel ByFamiliarity = Pictures.Model.WithConfidence(temperature: 3, Threshold(Pictures.Familiarity()), Pictures.Familiarity());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Onnx_ReadBack_HasTemperatureThresholdAndFamiliarity(bool byFamiliarity)
    {
        var model = Model(byFamiliarity);

        var read = CnnModel.Load(model.ToOnnx());

        Assert.Equal((3f, model.KnownFrom, model.Familiarity?.Layer), (read.Temperature, read.KnownFrom, read.Familiarity?.Layer));
        Assert.Equal(model.Familiarity?.Means.Values.ToArray(), read.Familiarity?.Means.Values.ToArray());
        Assert.Equal(model.ToOnnx(), read.ToOnnx());
        Assert.Equal((1f, (float?)null), (Pictures.Model.Temperature, Pictures.Model.KnownFrom));
    }

    [Fact]
    public void Scores_AtATemperature_AreThoseOfTemperatureScaling()
    {
        var expected = Pictures.Expected(Images);
        foreach (var row in expected)
            TemperatureScaling.Apply(row, 3, 3);
        using var transformer = Pictures.ML.Cnn.FromModel(ByProbability);

        Pictures.AssertClose(expected, transformer.Transform(Pictures.View(Images)).Scores(), 1e-5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Transformer_TellsWhatItDoesNotKnow(bool byFamiliarity)
    {
        var model = Model(byFamiliarity);
        using var transformer = Pictures.ML.Cnn.FromModel(model);

        var scored = transformer.Transform(Pictures.View(Images));

        var known = scored.GetColumn<bool>("IsKnown").ToArray();
        Assert.Equal(KnownScores.Of(Pictures.ML, new PlannedGraph(model), Pictures.View(Images)).Select(score => score >= model.KnownFrom), known);
        if (!byFamiliarity)
            Assert.Equal(scored.Scores().Select(s => s.Max() >= model.KnownFrom), known);
        Assert.Equal(scored.Labels().Zip(known, (label, isKnown) => isKnown ? model.ClassNames[(int)label - 1] : "unknown"), scored.GetColumn<string>("PredictedClass"));
        Assert.Equal(2, known.Distinct().Count());
        var metrics = Pictures.ML.MulticlassClassification.Evaluate(scored);
        Assert.Equal(3, metrics.ConfusionMatrix.NumberOfClasses);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Zip_InMlNetAlone_TellsTheSame(bool byFamiliarity)
    {
        var model = Model(byFamiliarity);
        using var transformer = Pictures.ML.Cnn.FromModel(model);
        var view = Pictures.View(Images);
        var expected = transformer.Transform(view);
        using var zip = new MemoryStream();
        Pictures.ML.Model.Save(transformer, view.Schema, zip);

        var loaded = new MLContext().Model.Load(zip, out _);
        var actual = loaded.Transform(view);

        Pictures.AssertClose(expected.Scores(), actual.Scores(), 1e-5);
        Assert.Equal(expected.Labels(), actual.Labels());
        Assert.Equal(expected.GetColumn<bool>("IsKnown"), actual.GetColumn<bool>("IsKnown"));
        Assert.Equal(expected.GetColumn<string>("PredictedClass"), actual.GetColumn<string>("PredictedClass"));
        Assert.DoesNotContain(actual.Schema, c => c.Name.StartsWith("MlNetCnn.", StringComparison.Ordinal));
        (loaded as IDisposable)?.Dispose();

        using var folder = new TemporaryFolder();
        using var again = Pictures.ML.Cnn.LoadModel(folder.Write("model.zip", zip.ToArray()));
        Assert.Equal(model.ToOnnx(), again.Model.ToOnnx());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Integers_TellWhatTheyDoNotKnowToo(bool byFamiliarity)
    {
        using var folder = new TemporaryFolder();
        using var transformer = Pictures.ML.Cnn.LoadModel(folder.Write("model.onnx", QuantizedModels.Export(Model(byFamiliarity))));
        var view = Pictures.View(Images);
        using var zip = new MemoryStream();
        Pictures.ML.Model.Save(transformer, view.Schema, zip);
        var known = transformer.Transform(view).GetColumn<bool>("IsKnown").ToArray();

        using var loaded = Pictures.ML.Cnn.LoadModel(folder.Write("model.zip", zip.ToArray()));

        Assert.Equal(2, known.Distinct().Count());
        Assert.Equal(known, loaded.Transform(view).GetColumn<bool>("IsKnown"));
    }

    [Theory]
    [InlineData(0f, null, "The temperature is 0")]
    [InlineData(float.NaN, null, "The temperature is NaN")]
    [InlineData(1f, 1.5f, "known from 1.5 on")]
    public void Model_OutOfRange_IsRefused(float temperature, float? knownFrom, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Pictures.Model.WithConfidence(temperature, knownFrom)).Message);

    private static CnnModel Model(bool byFamiliarity) => byFamiliarity ? ByFamiliarity : ByProbability;

    // Between the images' scores, so that rounding decides nothing.
    private static float Threshold(Familiarity? familiarity)
    {
        float[] sorted = [.. KnownScores.Of(Pictures.ML, new PlannedGraph(Pictures.Model.WithConfidence(3, 0, familiarity)), Pictures.View(Images)).Order()];
        return (sorted[Images / 2] + sorted[(Images / 2) - 1]) / 2;
    }
}
