using Microsoft.ML;

namespace MlNetCnn.Training.Tests;

public class TrainMetricsTests
{
    private static readonly TrainingOptions Options = Toys.Options with
    {
        Epochs = 3,
        LabelSmoothing = 0.2,
        ClassWeights = ClassWeights.Balanced,
        Augmentation = new() { HorizontalFlip = true, Erasing = 0.5 },
        TrainMetrics = TrainMetrics.Evaluated,
    };

    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(null, null)]
    [InlineData(0.8, null)]
    [InlineData(null, 0L)]
    public void Fit_Evaluated_ReportsWhatTheModelGivesOnTheTrainingImages(double? average, long? budget)
    {
        var view = Toys.View(29);

        using var model = Fit(view, Options with { WeightAverage = average, MemoryBudget = budget }, out var reports);

        var expected = _ml.MulticlassClassification.Evaluate(model.Transform(view));
        Assert.Equal(expected.LogLoss, reports[^1].TrainLoss, 1e-5);
        Assert.Equal(expected.MicroAccuracy, reports[^1].TrainAccuracy, 1e-9);
    }

    [Fact]
    public void Fit_EvaluatedWithAShareKeptBack_LeavesTheShareOut()
    {
        using var model = Fit(Toys.View(30), Options with { ValidationFraction = 0.3 }, out var reports);

        // 21 images stay.
        Assert.All(reports, r => Assert.Equal(Math.Round(r.TrainAccuracy * 21), r.TrainAccuracy * 21, 1e-9));
        Assert.All(reports, r => Assert.NotNull(r.ValidationLoss));
    }

    [Fact]
    public void Fit_EvaluatedOrRunning_GivesTheSameWeights()
    {
        using var evaluated = Fit(Toys.View(29), Options, out var measured);
        using var plain = Fit(Toys.View(29), Options with { TrainMetrics = TrainMetrics.Running }, out var running);

        Assert.Equal(plain.Model.Weights["fc.weight"].Values.ToArray(), evaluated.Model.Weights["fc.weight"].Values.ToArray());
        Assert.Equal(plain.Model.Weights["bn.running_var"].Values.ToArray(), evaluated.Model.Weights["bn.running_var"].Values.ToArray());
        Assert.NotEqual(running[^1].TrainLoss, measured[^1].TrainLoss);
    }

    private CnnTransformer Fit(IDataView view, TrainingOptions options, out List<EpochMetrics> reports)
    {
        var list = reports = [];
        return _ml.Cnn.Classifier(Toys.Network(batchNorm: true), options with { Progress = new Callback<EpochMetrics>(list.Add) }).Fit(view);
    }
}
