using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Tests;

/// <summary>A model with a temperature and a threshold, in each form that it has.</summary>
public class ConfidentModelTests
{
    private const int Images = 40;

    private static readonly CnnModel Model = Pictures.Model.WithConfidence(temperature: 3, Threshold());

    [Fact]
    public void Onnx_ReadBack_HasTemperatureAndThreshold()
    {
        var read = CnnModel.Load(Model.ToOnnx());

        Assert.Equal((3f, Model.KnownFrom), (read.Temperature, read.KnownFrom));
        Assert.Equal(Model.ToOnnx(), read.ToOnnx());
        Assert.Equal((1f, (float?)null), (Pictures.Model.Temperature, Pictures.Model.KnownFrom));
    }

    [Fact]
    public void Scores_AtATemperature_AreThoseOfTemperatureScaling()
    {
        var expected = Pictures.Expected(Images);
        foreach (var row in expected)
            TemperatureScaling.Apply(row, 3, 3);
        using var transformer = Pictures.ML.Cnn.FromModel(Model);

        Pictures.AssertClose(expected, transformer.Transform(Pictures.View(Images)).Scores(), 1e-5);
    }

    [Fact]
    public void Transformer_TellsWhatItDoesNotKnow()
    {
        using var transformer = Pictures.ML.Cnn.FromModel(Model);

        var scored = transformer.Transform(Pictures.View(Images));

        var known = scored.GetColumn<bool>("IsKnown").ToArray();
        Assert.Equal(scored.Scores().Select(s => s.Max() >= Model.KnownFrom), known);
        Assert.Equal(scored.Labels().Zip(known, (label, isKnown) => isKnown ? Model.ClassNames[(int)label - 1] : "unknown"), scored.GetColumn<string>("PredictedClass"));
        Assert.Equal(2, known.Distinct().Count());
        var metrics = Pictures.ML.MulticlassClassification.Evaluate(scored);
        Assert.Equal(3, metrics.ConfusionMatrix.NumberOfClasses);
    }

    [Fact]
    public void Zip_InMlNetAlone_TellsTheSame()
    {
        using var transformer = Pictures.ML.Cnn.FromModel(Model);
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
        Assert.Equal(Model.ToOnnx(), again.Model.ToOnnx());
    }

    [Fact]
    public void Integers_TellWhatTheyDoNotKnowToo()
    {
        using var folder = new TemporaryFolder();
        using var transformer = Pictures.ML.Cnn.LoadModel(folder.Write("model.onnx", QuantizedModels.Export(Model)));
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
    [InlineData(1f, 1.5f, "from a probability of 1.5 on")]
    public void Model_OutOfRange_IsRefused(float temperature, float? knownFrom, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Pictures.Model.WithConfidence(temperature, knownFrom)).Message);

    // Between the images' confidences, so that rounding decides nothing.
    private static float Threshold()
    {
        var rows = Pictures.Expected(Images);
        foreach (var row in rows)
            TemperatureScaling.Apply(row, 3, 3);
        float[] sorted = [.. rows.Select(r => r.Max()).Order()];
        return (sorted[Images / 2] + sorted[(Images / 2) - 1]) / 2;
    }
}
