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

        Assert.Equal(penalty, new PenaltyChoice(3, loss, seed: 1, default).Of((features, labels), 600, validation: null));
    }
}
