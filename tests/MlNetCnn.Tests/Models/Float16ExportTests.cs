using Microsoft.ML;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn.Tests;

public class Float16ExportTests
{
    private static readonly OnnxExportOptions Halves = new() { Precision = OnnxPrecision.Float16 };

    [Theory]
    [MemberData(nameof(OnnxContractTests.Layers), MemberType = typeof(OnnxContractTests))]
    public void Graph_OfALayer_ScoresAsWithSingles(string sample) => CheckScores(OnnxContractTests.OfLayer(sample));

    [Theory]
    [MemberData(nameof(OnnxContractTests.Catalog), MemberType = typeof(OnnxContractTests))]
    public void Graph_OfAnArchitecture_ScoresAsWithSingles(string name) => CheckScores(OnnxContractTests.OfCatalog(name));

    [Fact]
    public void Load_OfAHalf_KeepsItsPrecisionAndRoundedWeights()
    {
        var model = OnnxContractTests.OfLayer("residual with a shortcut");

        var loaded = CnnModel.Load(model.ToOnnx(Halves));

        Assert.Equal((OnnxPrecision.Float32, OnnxPrecision.Float16), (model.Precision, loaded.Precision));
        foreach (var (name, tensor) in model.Weights)
        {
            // Normalizations and biases have one dimension.
            var expected = tensor.Values.ToArray().Select(v => tensor.Shape.IsFlat ? v : (float)(Half)v);
            Assert.Equal(expected, loaded.Weights[name].Values.ToArray());
        }
        Assert.Equal(model.ToOnnx(Halves), loaded.ToOnnx());
        Assert.Equal(OnnxPrecision.Float32, CnnModel.Load(loaded.ToOnnx(new() { Precision = OnnxPrecision.Float32 })).Precision);
    }

    [Fact]
    public void File_OfAHalf_IsHalfAsLarge()
    {
        var model = RandomModels.Create(Architectures.Mlp(512), new(1, 16, 16), 10);

        Assert.InRange(model.ToOnnx(Halves).Length / (double)model.ToOnnx().Length, 0.5, 0.52);
    }

    [Fact]
    public void Zip_OfAHalf_HasSinglesAndScoresWithoutUs()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(1);
        var onnx = folder.Write("half.onnx", Pictures.Model.ToOnnx(Halves));
        var view = Pictures.View(20);

        using var loaded = ml.Cnn.LoadModel(onnx);
        var scores = loaded.Transform(view).Scores();
        ml.Model.Save(loaded, view.Schema, folder.File("half.zip"));
        using var zip = ml.Cnn.LoadModel(folder.File("half.zip"));

        Pictures.AssertClose(Pictures.Expected(20), scores, 1e-2);
        Assert.Equal(scores, zip.Transform(view).Scores());
        Assert.Equal((OnnxPrecision.Float16, OnnxPrecision.Float32), (loaded.Model.Precision, zip.Model.Precision));
        Pictures.AssertClose(scores, ml.Model.Load(folder.File("half.zip"), out _).Transform(view).Scores(), 1e-5);
    }

    [Theory]
    [InlineData(70_000f)]
    [InlineData(float.NegativeInfinity)]
    public void Export_OfAWeightOutOfRange_NamesIt(float value)
    {
        var model = OnnxContractTests.OfLayer("conv2d");
        var weights = model.Weights.ToDictionary(w => w.Key, w => new WeightTensor(w.Value.Shape, w.Value.Values.ToArray()));
        var changed = weights["sample.weight"].Values.ToArray();
        changed[3] = value;
        weights["sample.weight"] = new(weights["sample.weight"].Shape, changed);
        var wide = new CnnModel(model.Plan, new Weights(weights), model.ClassNames);

        var error = Assert.Throws<InvalidOperationException>(() => wide.ToOnnx(Halves));

        Assert.StartsWith("The weights 'sample.weight' hold ", error.Message);
        Assert.EndsWith("but 16-bit floats end at ±65504: export them as Float32.", error.Message);
    }

    [Fact]
    public void Load_OfAHalfOfAnotherType_IsRefused()
    {
        var onnx = ModelProto.Parser.ParseFrom(OnnxContractTests.OfLayer("conv2d").ToOnnx(Halves));
        onnx.Graph.Initializer[0].DataType = 1;

        var error = Assert.Throws<InvalidDataException>(() => OnnxImporter.Import(onnx, "The model"));

        Assert.Equal("The model has weights 'sample.weight' of ONNX type 1, but only 16-bit floats (type 10) are read.", error.Message);
    }

    private static void CheckScores(CnnModel model)
    {
        var images = RandomModels.Images(model.Plan.Input, 3);

        var expected = OnnxGraphRun.Run(model.ToOnnx(), model.Plan.Input, images)["Score"].Values;
        var scores = OnnxGraphRun.Run(model.ToOnnx(Halves), model.Plan.Input, images)["Score"].Values;

        Assert.Equal(expected, scores, (a, b) => MathF.Abs(a - b) < 0.01);
    }
}
