using Microsoft.ML.OnnxRuntime;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn.Tests;

public class QuantizedGraphTests
{
    [Theory]
    [InlineData("lenet", "QLinearConv", "QLinearSigmoid", "QLinearAveragePool", "QGemm")]
    [InlineData("vgg11", "QLinearConv", "MaxPool", "QGemm")]
    [InlineData("googlenet", "QLinearConv", "QLinearConcat", "MaxPool", "QLinearGlobalAveragePool", "QGemm")]
    [InlineData("resnet18", "QLinearConv", "QLinearAdd", "MaxPool", "QLinearGlobalAveragePool", "QGemm")]
    [InlineData("resnext", "QLinearConv", "QLinearAdd", "MaxPool", "QLinearGlobalAveragePool", "QGemm")]
    public void Graph_InOnnxRuntime_IsIntegersFromPixelsToLogits(string name, params string[] integers)
    {
        var operators = OptimizedOperators(QuantizedModels.Export(OnnxContractTests.OfCatalog(name), images: 4));

        string[] rounding = ["Mul", "QuantizeLinear", "Flatten", "Softmax", "ArgMax"];
        Assert.Equal(integers.Concat(rounding).Order(), operators.Distinct().Order());
        Assert.Single(operators, "QuantizeLinear");
    }

    [Fact]
    public void Folding_OfNormalizations_ChangesNothingButTheGraph()
    {
        var model = OnnxContractTests.OfCatalog("resnet18");
        var images = RandomModels.Images(model.Plan.Input, 3);
        var graph = QuantizedExport.Prepare(model);

        Assert.DoesNotContain(graph.Node, n => n.OpType == "BatchNormalization");
        Assert.DoesNotContain(graph.Initializer, i => i.Name.EndsWith("running_var", StringComparison.Ordinal));
        var scores = OnnxGraphRun.Run(Google.Protobuf.MessageExtensions.ToByteArray(OnnxExporter.Describe(model, graph)), model.Plan.Input, images)["Score"];
        Assert.Equal(OnnxGraphRun.Run(model.ToOnnx(), model.Plan.Input, images)["Score"].Values, scores.Values, (a, b) => MathF.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Export_UnderANameThatALayerHas_KeepsThemApart()
    {
        Architecture architecture = new("names", [new Conv2d(3, 2) { Name = "pixels" }, new Flatten { Name = "Features" }, new Linear()]);
        var model = RandomModels.Create(architecture, new(1, 3, 3), 3);

        var outputs = OnnxGraphRun.Run(QuantizedModels.Export(model, inputName: "pixels"), model.Plan.Input, RandomModels.Images(model.Plan.Input, 2));

        var expected = OnnxGraphRun.Run(model.ToOnnx(), model.Plan.Input, RandomModels.Images(model.Plan.Input, 2));
        Assert.Equal(expected["Score"].Values, outputs["Score"].Values, (a, b) => MathF.Abs(a - b) < 0.02);
    }

    [Fact]
    public void Export_Twice_GivesEqualBytes()
    {
        var model = OnnxContractTests.OfCatalog("googlenet");

        Assert.Equal(QuantizedModels.Export(model, images: 4), QuantizedModels.Export(model, images: 4));
    }

    [Fact]
    public void Export_WithoutCalibration_SaysHowToGetOne()
    {
        var error = Assert.Throws<ArgumentException>(() => OnnxContractTests.OfLayer("conv2d").ToOnnx(new() { Precision = OnnxPrecision.Int8 }));

        Assert.Contains("set OnnxExportOptions.Calibration to model.Calibrate(images)", error.Message);
    }

    [Fact]
    public void Export_WithTheCalibrationOfAnother_SaysSo()
    {
        var calibration = QuantizedModels.Calibrate(OnnxContractTests.OfLayer("linear"));

        var error = Assert.Throws<ArgumentException>(
            () => OnnxContractTests.OfLayer("conv2d").ToOnnx(new() { Precision = OnnxPrecision.Int8, Calibration = calibration }));

        Assert.StartsWith("The calibration was measured on another network", error.Message);
    }

    [Fact]
    public void Export_WithALayersOutput_IsRefused()
    {
        var model = OnnxContractTests.OfLayer("conv2d");

        var error = Assert.Throws<ArgumentException>(() => model.ToOnnx(
            new() { Precision = OnnxPrecision.Int8, Calibration = QuantizedModels.Calibrate(model), Outputs = ["sample"] }));

        Assert.StartsWith("An export as Int8 has no layer's output ('sample' was asked for)", error.Message);
    }

    private static string[] OptimizedOperators(byte[] onnx)
    {
        using var folder = new TemporaryFolder();
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            OptimizedModelFilePath = folder.File("optimized.onnx"),
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        using (new InferenceSession(onnx, options))
        {
        }
        return [.. ModelProto.Parser.ParseFrom(File.ReadAllBytes(folder.File("optimized.onnx"))).Graph.Node.Select(n => n.OpType)];
    }
}
