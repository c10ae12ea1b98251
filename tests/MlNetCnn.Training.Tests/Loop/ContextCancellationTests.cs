using System.Reflection;
using Microsoft.ML;

namespace MlNetCnn.Training.Tests;

public class ContextCancellationTests
{
    // AutoML calls it when an experiment's time is over; it is internal to ML.NET.
    private static readonly Action<MLContext> CancelExecution =
        typeof(MLContext).GetMethod(nameof(CancelExecution), BindingFlags.NonPublic | BindingFlags.Instance)!.CreateDelegate<Action<MLContext>>();

    [Fact]
    public async Task Fit_ContextIsCancelledMeanwhile_Ends()
    {
        var ml = new MLContext(1);
        using var epoch = new ManualResetEventSlim();
        var trainer = ml.Cnn.Classifier(Toys.Network(), Toys.Options with { Epochs = 1_000_000, Progress = new Callback<EpochMetrics>(_ => epoch.Set()) });
        var fit = Task.Run(() => trainer.Fit(Toys.View(30)));
        await Task.WhenAny(fit, Task.Run(epoch.Wait));

        CancelExecution(ml);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fit);
    }

    [Fact]
    public void Fit_AndTheRangeTestAfterTheContextWasCancelled_EndAtOnceAsStockTrainersDo()
    {
        var ml = new MLContext(1);
        CancelExecution(ml);
        var trainer = ml.Cnn.Classifier(Toys.Network(), Toys.Options);

        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Fit(Toys.View(30)));
        Assert.ThrowsAny<OperationCanceledException>(() => trainer.FindLearningRate(Toys.View(30)));
        Assert.ThrowsAny<OperationCanceledException>(
            () => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy().Fit(ml.Transforms.Conversion.ConvertType("Features").Fit(Toys.View(30)).Transform(Toys.View(30))));
    }
}
