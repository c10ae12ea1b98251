using Microsoft.ML;

namespace MlNetCnn.Training.Tests;

public class FineTuningTests
{
    private static readonly Architecture Network = new("staged",
    [
        Stage("stage1", 2),
        Stage("stage10", 3),
        new Flatten { Name = "flatten" },
        new Linear { Name = "fc" },
    ]);

    private static readonly TrainingOptions Options = new() { Epochs = 2, BatchSize = 8, Optimizer = OptimizerKind.Sgd, LearningRate = 0.05, WeightDecay = 0.1, Seed = 1, Device = "cpu" };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Fit_FrozenStage_KeepsItToTheBitAndTrainsTheRest()
    {
        var initial = Fit(Options);

        var tuned = Fit(Options with { InitialWeights = initial, Freeze = ["stage1"] });

        foreach (var (name, tensor) in initial)
            Assert.True(name.StartsWith("stage1.", StringComparison.Ordinal) == Same(tensor, tuned[name]), name);
    }

    [Fact]
    public void Fit_FrozenParameterAlone_KeepsItAndNothingElse()
    {
        var initial = Fit(Options);

        var tuned = Fit(Options with { InitialWeights = initial, Freeze = ["stage10.conv.weight", "fc.bias"] });

        foreach (var (name, tensor) in initial)
            Assert.True((name is "stage10.conv.weight" or "fc.bias") == Same(tensor, tuned[name]), name);
    }

    [Fact]
    public void Fit_InitialWeightsThatDoNotMove_ReturnsThem()
    {
        var initial = Fit(Options);

        var same = Fit(Options with { InitialWeights = initial, LearningRate = 1e-30 });

        foreach (var (name, tensor) in initial.Where(w => !w.Key.Contains("running", StringComparison.Ordinal)))
            Assert.True(Same(tensor, same[name]), name);
    }

    [Fact]
    public void Fit_ANetworkFromOnnx_IsTrainedFurtherForOtherClasses()
    {
        var imported = _ml.Cnn.FromOnnx(Path.Combine(AppContext.BaseDirectory, "Graphs", "gates-opset16.onnx"));
        var images = new ImageSet(imported.Plan.Input, Pixels(12 * imported.Plan.Input.Elements), [.. Enumerable.Range(0, 12).Select(i => i % 3)], Toys.Classes);

        var tuned = _ml.Cnn.Classifier(imported.Plan.Architecture, Options with { InitialWeights = imported.Weights, LearningRate = 1e-30, WeightDecay = 0 })
            .Fit(images.ToDataView(_ml)).Model.Weights;

        Assert.All(imported.Weights.Where(w => !w.Key.Contains("running", StringComparison.Ordinal)),
            w => Assert.Equal(!w.Key.StartsWith("fc.", StringComparison.Ordinal), Same(w.Value, tuned[w.Key])));

        static byte[] Pixels(int count)
        {
            var pixels = new byte[count];
            new Random(1).NextBytes(pixels);
            return pixels;
        }
    }

    [Fact]
    public void Fit_InitialWeightsOfOtherClasses_SaysWhatStartsAnewAndTrainsIt()
    {
        var plan = Network.Plan(Toys.Shape, 5);
        LibTorch.EnsureLoaded();
        using var module = ModuleBuilder.Build(plan);
        var messages = new List<string>();
        _ml.Log += (_, e) => messages.Add(e.Message);

        var tuned = Fit(Options with { InitialWeights = WeightTransfer.Read(module, plan), Freeze = ["stage1", "stage10"] });

        Assert.Equal(new TensorShape(3), tuned["fc.bias"].Shape);
        Assert.True(Same(WeightTransfer.Read(module, plan)["stage10.conv.weight"], tuned["stage10.conv.weight"]));
        Assert.Contains(messages, m => m.Contains("start anew: fc.weight, fc.bias.", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_InitialWeightsOfAnotherNetwork_SaysWhatDoesNotFit()
    {
        var initial = Fit(Options);

        var error = Assert.Throws<ArgumentException>(() =>
            _ml.Cnn.Classifier(Toys.Network(), Options with { InitialWeights = initial }).Fit(Toys.View(12)));

        Assert.Contains("network 'toy' of 1×6×6 and 3 classes: missing: conv.weight, conv.bias; not in the network: stage1.bn.bias", error.Message);
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("stage1.0")]
    [InlineData("flatten")]
    [InlineData("stage1.bn.running_mean")]
    [InlineData("")]
    public void Fit_PathWithoutParameters_SaysWhichPathsThereAre(string path)
    {
        var error = Assert.Throws<ArgumentException>(() => Fit(Options with { Freeze = [path] }));

        Assert.Contains($"Freeze has '{path}', but network 'staged' has no parameters there: its outermost layers with parameters are stage1, stage10, fc.", error.Message);
    }

    [Fact]
    public void Fit_EverythingFrozen_SaysThatNothingIsLeft() =>
        Assert.Contains("nothing is left to train", Assert.Throws<ArgumentException>(() => Fit(Options with { Freeze = ["stage1", "stage10", "fc"] })).Message);

    private static Block Stage(string name, int channels) =>
        new([new Conv2d(channels, 3) { Name = "conv", Padding = 1 }, new BatchNorm2d { Name = "bn" }, new ReLU { Name = "relu" }]) { Name = name };

    private Weights Fit(TrainingOptions options)
    {
        using var model = _ml.Cnn.Classifier(Network, options).Fit(Toys.View(24));
        return model.Model.Weights;
    }

    private static bool Same(WeightTensor one, WeightTensor other) => one.Values.Span.SequenceEqual(other.Values.Span);
}
