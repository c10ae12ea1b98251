using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

public class PenaltyChoiceTests
{
    [Theory]
    [InlineData(0, 1)] // noise: the strongest
    [InlineData(8, 0.01)] // classes far apart: the weakest, whose loss is clearly the least
    public void Of_Features_IsTheStrongestPenaltyThatTheLossCannotTellFromTheBest(double distance, double penalty)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        var labels = arange(600).fmod(tensor(3L));
        var features = randn(600, 4, generator: generator).add(nn.functional.one_hot(labels, 4).to(ScalarType.Float32).mul(tensor((float)distance)));
        using var loss = new TrainingLoss(0, null, CPU);

        var (chosen, heldOut) = new PenaltyChoice(3, loss, seed: 1, default).Of((features, labels), 600, validation: null);

        Assert.Equal(penalty, chosen);
        Assert.Equal((600, 1800), (heldOut!.Labels.Length, heldOut.Probabilities.Length));
        var right = Enumerable.Range(0, 600).Count(i => Array.IndexOf(heldOut.Probabilities[(3 * i)..(3 * i + 3)], heldOut.Probabilities[(3 * i)..(3 * i + 3)].Max()) == heldOut.Labels[i]);
        Assert.InRange(right, distance == 0 ? 140 : 590, distance == 0 ? 260 : 600);
    }

    [Fact]
    public void Of_ValidationImagesOrTooFew_HoldsNoneOut()
    {
        using var scope = NewDisposeScope();
        var rows = (randn(14, 4), arange(14).fmod(tensor(3L)));
        using var loss = new TrainingLoss(0, null, CPU);
        var choice = new PenaltyChoice(3, loss, seed: 1, default);

        Assert.Null(choice.Of(rows, 14, validation: null).HeldOut);
        Assert.Null(choice.Of(rows, 14, rows).HeldOut);
    }
}
