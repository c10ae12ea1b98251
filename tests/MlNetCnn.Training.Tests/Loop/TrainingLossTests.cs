using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

public class TrainingLossTests
{
    // The losses of logits (2, 0) for either label: log(e² + 1) − 2 and log(e² + 1).
    private const double Likely = 0.126928;
    private const double Unlikely = 2.126928;

    public TrainingLossTests() => LibTorch.EnsureLoaded();

    [Fact]
    public void Of_Plain_IsTheMeanCrossEntropy() => Assert.Equal((Likely + Unlikely) / 2, Loss(0, null), 1e-5);

    [Fact]
    public void Of_SmoothedLabels_SpreadsTheirShareOverAllClasses() =>
        Assert.Equal(((0.95 * Likely) + (0.05 * Unlikely) + (0.95 * Unlikely) + (0.05 * Likely)) / 2, Loss(0.1, null), 1e-5);

    [Fact]
    public void Of_SmoothedLabelOfOneImage_FollowsTheFormula()
    {
        using var scope = NewDisposeScope();
        using var loss = new TrainingLoss(0.1, null, CPU);

        var value = loss.Of(tensor([2f, 0f], [1, 2]), new PreparedBatch(empty(0), tensor([0L]))).item<float>();

        Assert.Equal(0.226928, value, 1e-5);
    }

    [Fact]
    public void Of_WeightedClasses_IsTheWeightedMean() => Assert.Equal((Likely + (3 * Unlikely)) / 4, Loss(0, [1, 3]), 1e-5);

    [Fact]
    public void Of_MixedImages_MixesTheLosses()
    {
        using var scope = NewDisposeScope();
        using var loss = new TrainingLoss(0, null, CPU);

        var value = loss.Of(tensor([2f, 0f], [1, 2]), new PreparedBatch(empty(0), tensor([0L]), tensor([1L]), 0.75)).item<float>();

        Assert.Equal((0.75 * Likely) + (0.25 * Unlikely), value, 1e-5);
    }

    private static double Loss(double smoothing, float[]? classWeights)
    {
        using var scope = NewDisposeScope();
        using var loss = new TrainingLoss(smoothing, classWeights, CPU);
        return loss.Of(tensor([2f, 0f, 2f, 0f], [2, 2]), new PreparedBatch(empty(0), tensor([0L, 1L]))).item<float>();
    }
}
