using Microsoft.ML;
using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

public class NormalizationTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 1, BatchSize = 8, Optimizer = OptimizerKind.Adam, LearningRate = 0.02, Seed = 1, Device = "cpu" };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void ChannelStatistics_TwoChannelsInParts_AreTheMeanAndDeviationOnScaledPixels()
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        var statistics = new ChannelStatistics(2);
        statistics.Add(tensor(new byte[] { 0, 51, 10, 10 }, [1, 2, 1, 2]));
        statistics.Add(tensor(new byte[] { 102, 153, 10, 10 }, [1, 2, 1, 2]));

        var preprocessing = statistics.ApplyTo(Preprocessing.Bytes);

        // 0, 0.2, 0.4, 0.6, and a channel that is the same everywhere.
        Assert.Equal(0.3f, preprocessing.Mean[0], 1e-6f);
        Assert.Equal(Math.Sqrt(0.05), preprocessing.Std[0], 1e-6);
        Assert.Equal(10f / 255, preprocessing.Mean[1], 1e-6f);
        Assert.Equal(1, preprocessing.Std[1]);
    }

    [Fact]
    public void Fit_Measured_StoresItInTheModelAndScoresAsItTrained()
    {
        var images = Toys.Images(30);
        var pixels = Enumerable.Range(0, 30).SelectMany(i => images.Image(i).ToArray()).Select(p => p / 255.0).ToArray();
        var reports = new List<EpochMetrics>();
        var view = images.ToDataView(_ml);

        var options = Options with { Normalization = Normalization.Measured, ValidationData = view, Progress = new Progress(reports) };
        using var model = _ml.Cnn.Classifier(Toys.Network(), options).Fit(view);

        Assert.Equal(pixels.Average(), model.Model.Preprocessing.Mean.Single(), 1e-5);
        Assert.Equal(Math.Sqrt(pixels.Average(p => Math.Pow(p - pixels.Average(), 2))), model.Model.Preprocessing.Std.Single(), 1e-5);
        // ONNX Runtime scores by the graph alone: it must have been told.
        Assert.Equal(reports[0].ValidationLoss!.Value, _ml.MulticlassClassification.Evaluate(model.Transform(view)).LogLoss, 1e-4);
    }

    [Fact]
    public void Fit_Given_StoresWhatWasGiven()
    {
        using var model = _ml.Cnn.Classifier(Toys.Network(), Options with { Normalization = Normalization.Of([0.25f], [0.5f]) }).Fit(Toys.View(12));

        Assert.Equal(0.25f, model.Model.Preprocessing.Mean.Single());
        Assert.Equal(0.5f, model.Model.Preprocessing.Std.Single());
    }

    [Fact]
    public void Fit_GivenForOtherChannels_SaysHowManyThereAre() => Assert.Contains(
        "one value for each of the 1 channels",
        Assert.Throws<ArgumentException>(() => _ml.Cnn.Classifier(Toys.Network(), Options with { Normalization = Normalization.ImageNet }).Fit(Toys.View(12))).Message);

    [Fact]
    public void Of_ValuesOutOfRange_Throws()
    {
        Assert.Throws<ArgumentException>(() => Normalization.Of([], []));
        Assert.Throws<ArgumentException>(() => Normalization.Of([0.5f], [0f]));
        Assert.Throws<ArgumentException>(() => Normalization.Of([0.5f, 0.5f], [1f]));
    }

    private sealed class Progress(List<EpochMetrics> reports) : IProgress<EpochMetrics>
    {
        public void Report(EpochMetrics value) => reports.Add(value);
    }
}
