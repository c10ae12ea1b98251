using Microsoft.ML;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn.Tests;

public sealed class OnnxClassifierTests : IDisposable
{
    private static readonly MLContext ML = Pictures.ML;

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(0, 13, null)]
    [InlineData(0, 13, "Softmax")]
    [InlineData(0, 13, "LogSoftmax")]
    [InlineData(0, 9, null)]
    [InlineData(0, 17, "Softmax")]
    [InlineData(1, 13, null)]
    [InlineData(1, 11, "Softmax")]
    public void Scores_OfAGraphOfOthers_AreProbabilitiesWhateverItEndsIn(int batch, int opset, string? last)
    {
        using var transformer = Load(ForeignModels.Create(batch, opset, last: last));

        var scored = transformer.Transform(Pictures.View(130));

        Pictures.AssertClose(Pictures.Expected(130), scored.Scores(), 1e-5);
        Assert.Equal(["cat", "dog", "owl"], CnnTransformerTests.Texts(scored.Schema["PredictedLabel"], "KeyValues"));
        Assert.Equal(Pictures.Shape, transformer.InputShape);
    }

    [Fact]
    public void OnnxClassifier_InAPipeline_IsCrossValidated()
    {
        using var transformer = Load(ForeignModels.Create());

        var folds = ML.MulticlassClassification.CrossValidate(Pictures.View(60), ML.Transforms.CopyColumns("Same", "Features").Append(transformer), numberOfFolds: 2);

        Assert.Equal(60, folds.Sum(f => f.Metrics.ConfusionMatrix.Counts.Sum(row => row.Sum())));
    }

    [Fact]
    public void Scores_OfAGraphThatTakesChannelsLast_AreTheSame()
    {
        using var transformer = Load(ForeignModels.Create(channelsLast: true), ForeignModels.Options with { Layout = ImageLayout.ChannelsLast });

        Pictures.AssertClose(Pictures.Expected(20), transformer.Transform(Pictures.View(20)).Scores(), 1e-5);
    }

    [Fact]
    public void Scores_OfAGraphWithOpenSize_TakeItFromTheOptions()
    {
        var model = ForeignModels.Create(height: 0);
        using var transformer = Load(model, ForeignModels.Options with { InputShape = Pictures.Shape });

        Pictures.AssertClose(Pictures.Expected(20), transformer.Transform(Pictures.View(20)).Scores(), 1e-5);
        Assert.Contains(
            "leaves the size of its images open, its input 'input.1' is batch_size×2×h×3", Assert.Throws<InvalidDataException>(() => Load(model)).Message);
    }

    [Fact]
    public void Scores_OfAGraphThatOnlyClaimsToTakeAnyBatch_AreMadeOneByOne()
    {
        var model = ForeignModels.Create();
        model.Graph.Initializer.Add(OnnxTensor.Write("one", [1, 48]));
        var flatten = model.Graph.Node.Single(n => n.OpType == "Flatten");
        (flatten.OpType, _) = ("Reshape", flatten.Input);
        flatten.Attribute.Clear();
        flatten.Input.Add("one");
        using var transformer = Load(model);

        Pictures.AssertClose(Pictures.Expected(20), transformer.Transform(Pictures.View(20)).Scores(), 1e-5);
    }

    [Fact]
    public void Softmax_WhenForcedEitherWay_IsAsToldNotAsSeen()
    {
        using var without = Load(ForeignModels.Create(), ForeignModels.Options with { AddSoftmax = false });
        using var twice = Load(ForeignModels.Create(last: "Softmax"), ForeignModels.Options with { AddSoftmax = true });

        var (logits, flat) = (without.Transform(Pictures.View(10)).Scores(), twice.Transform(Pictures.View(10)).Scores());

        Pictures.AssertClose(Pictures.Expected(10), [.. logits.Select(Softmax)], 1e-5);
        Pictures.AssertClose([.. Pictures.Expected(10).Select(Softmax)], flat, 1e-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Saved_ForMlNetAndAsOnnx_LoadsEverywhereAndScoresTheSame(int batch)
    {
        using var transformer = Load(ForeignModels.Create(batch), ForeignModels.Options with { FeatureColumn = "Bytes" });
        var (zip, onnx) = (_folder.File("saved.zip"), _folder.File("saved.onnx"));
        ML.Model.Save(transformer, Pictures.View(1).Schema, zip);
        transformer.SaveOnnx(onnx);

        var stock = ML.Model.Load(zip, out _);
        var stockScores = stock.Transform(Pictures.View(20)).Scores();
        using var fromZip = ML.Cnn.LoadModel(zip);
        using var fromOnnx = ML.Cnn.LoadModel(onnx, "Bytes");
        using var accelerated = ML.Cnn.Accelerate(stock);

        Pictures.AssertClose(Pictures.Expected(20), stockScores, 1e-5);
        foreach (var model in new ITransformer[] { fromZip, fromOnnx, accelerated })
        {
            Pictures.AssertClose(Pictures.Expected(20), model.Transform(Pictures.View(20)).Scores(), 1e-5);
            Assert.Equal(ForeignModels.ClassNames, CnnTransformerTests.Texts(model.Transform(Pictures.View(1)).Schema["Score"], "SlotNames"));
        }
        Assert.Equal(["cat", "dog", "owl"], CnnTransformerTests.Texts(fromZip.Transform(Pictures.View(1)).Schema["PredictedLabel"], "KeyValues"));
    }

    [Fact]
    public void ExternalData_BesideTheModel_AreTakenIntoIt()
    {
        using var transformer = Load(WithExternalWeight("weights.bin", writeTo: "weights.bin"));
        File.Delete(_folder.File("weights.bin"));

        Pictures.AssertClose(Pictures.Expected(20), transformer.Transform(Pictures.View(20)).Scores(), 1e-5);
    }

    [Theory]
    [InlineData("../weights.bin", null, "outside of the model's folder")]
    [InlineData("/etc/passwd", null, "outside of the model's folder")]
    [InlineData("gone.bin", null, "which is not there")]
    [InlineData("short.bin", "short.bin", "has 8 bytes, but")]
    public void ExternalData_ElsewhereOrDamaged_AreRefused(string location, string? writeTo, string message)
    {
        var model = WithExternalWeight(location, writeTo, cut: 8);

        var error = Assert.Throws<InvalidDataException>(() => Load(model)).Message;

        Assert.Contains(message, error);
        Assert.Contains("'classifier.weight'", error);
        Assert.Contains("model.onnx", error);
    }

    [Fact]
    public void ExternalData_BehindALink_AreRefused()
    {
        var model = WithExternalWeight("link.bin", writeTo: "real.bin");
        File.CreateSymbolicLink(_folder.File("link.bin"), _folder.File("real.bin"));

        Assert.Contains("a link, which is not followed", Assert.Throws<InvalidDataException>(() => Load(model)).Message);
    }

    [Fact]
    public void Layers_OfAGraphOfOthers_HaveNoPaths()
    {
        using var transformer = Load(ForeignModels.Create());

        Assert.Contains("have no paths", Assert.Throws<ArgumentException>(() => transformer.WithOutputs("features.0")).Message);
        Assert.Contains("InputShape and ClassNames", Assert.Throws<InvalidOperationException>(() => transformer.Model).Message);
        Assert.Equal(ForeignModels.ClassNames, transformer.ClassNames);
    }

    [Fact]
    public void PredictionEngineAndScorer_OfAGraphOfOthers_PredictAsTheBatch()
    {
        using var transformer = Load(ForeignModels.Create(batch: 1));
        using var engine = ML.Model.CreatePredictionEngine<Picture, Prediction>(transformer, new PredictionEngineOptions { OwnsTransformer = false });
        using var scorer = transformer.CreateScorer();
        var together = new float[30];

        scorer.Score([.. Pictures.Rows(10).SelectMany(r => r.Features)], together);

        Pictures.AssertClose(Pictures.Expected(10), [.. Pictures.Rows(10).Select(r => engine.Predict(r).Score)], 1e-5);
        Pictures.AssertClose(Pictures.Expected(10), [.. together.Chunk(3)], 1e-5);
    }

    public void Dispose() => _folder.Dispose();

    private CnnTransformer Load(ModelProto model, OnnxClassifierOptions? options = null) =>
        ML.Cnn.OnnxClassifier(_folder.Write("model.onnx", model.Bytes()), ForeignModels.ClassNames, options ?? ForeignModels.Options);

    private ModelProto WithExternalWeight(string location, string? writeTo, int? cut = null)
    {
        var model = ForeignModels.Create();
        var tensor = model.Graph.Initializer.Single(i => i.Name == "classifier.weight");
        if (writeTo is not null)
            File.WriteAllBytes(_folder.File(writeTo), tensor.RawData.ToByteArray()[..(cut ?? tensor.RawData.Length)]);
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = $"{tensor.RawData.Length}" });
        tensor.ClearRawData();
        return model;
    }

    private static float[] Softmax(float[] logits)
    {
        var powers = logits.Select(MathF.Exp).ToArray();
        return [.. powers.Select(p => p / powers.Sum())];
    }
}
