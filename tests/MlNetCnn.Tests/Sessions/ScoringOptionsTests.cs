using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;

namespace MlNetCnn.Tests;

public class ScoringOptionsTests
{
    [SkippableTheory]
    [InlineData("auto")]
    [InlineData("cpu")]
    public void Device_WhereThereIsNoGpu_IsTheCpu(string device)
    {
        Skip.If(OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"), "This ONNX Runtime has CUDA.");
        using var scorer = new CnnScorer(Pictures.Model, new() { Device = device });
        using var transformer = Pictures.ML.Cnn.FromModel(Pictures.Model, options: new() { Device = device });

        Assert.Equal("cpu", scorer.Device);
        Assert.Equal("cpu", transformer.Device);
    }

    [SkippableTheory]
    [InlineData("cuda")]
    [InlineData("cuda:3")]
    public void Device_AskedForWithoutItsProvider_SaysWhichPackageHasIt(string device)
    {
        Skip.If(OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"), "This ONNX Runtime has CUDA.");

        var message = Assert.Throws<InvalidOperationException>(() => new CnnScorer(Pictures.Model, new() { Device = device })).Message;

        Assert.Contains($"The device '{device}' cannot be used", message);
        Assert.Contains("Microsoft.ML.OnnxRuntime.Gpu, or use the device auto or cpu", message);
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("CPU")]
    [InlineData("")]
    public void Device_ThatIsNone_IsRefusedAtOnce(string device) => Assert.Contains(
        $"'{device}' is unknown: use auto, cpu, cuda or cuda:N",
        Assert.Throws<ArgumentException>(() => Pictures.ML.Cnn.FromModel(Pictures.Model, options: new() { Device = device })).Message);

    [Theory]
    [InlineData(GraphOptimization.None)]
    [InlineData(GraphOptimization.Basic)]
    [InlineData(GraphOptimization.Extended)]
    [InlineData(GraphOptimization.All)]
    public void Optimization_AtAnyLevel_ScoresTheSame(GraphOptimization optimization)
    {
        using var transformer = Pictures.ML.Cnn.FromModel(Pictures.Model, options: new() { Optimization = optimization, Threads = 1 });

        Pictures.AssertClose(Pictures.Expected(20), transformer.Transform(Pictures.View(20)).Scores(), 1e-5);
    }

    [Fact]
    public void Optimization_ThatIsNone_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new CnnScorer(Pictures.Model, new() { Optimization = (GraphOptimization)9 }));
}
