using CsCheck;

namespace MlNetCnn.Textbook.Tests;

public class KernelLearningTests
{
    [Fact]
    public void LearnEdges_AnySeed_LosesTwoPercentAndComesWithinATenth() =>
        Gen.Int.Sample(seed =>
        {
            var steps = KernelLearning.LearnEdges(seed);

            Assert.Equal(10, steps.Count);
            Assert.InRange(steps[9].Loss, 0, 0.02 * steps[0].Loss);
            Assert.InRange(steps[9].Kernel[0, 0], 0.9f, 1.1f);
            Assert.InRange(steps[9].Kernel[0, 1], -1.1f, -0.9f);
        }, iter: 100);

    // The notebook does not say where its run started: gradient descent on this data shrinks the kernel's error along [1, 1] by −0.8 and
    // along [1, −1] by 0.64 an iteration, so the kernel it ended with gives the start back.
    [Fact]
    public void Learn_FromTheNotebooksStart_GivesTheNotebooksLossesAndKernel()
    {
        var along = (0.9471 - 1.0328) / 2 / Math.Pow(-0.8, 10);
        var across = ((0.9471 + 1.0328) / 2 - 1) / Math.Pow(0.64, 10);
        float[,] start = { { (float)(1 + along + across), (float)(-1 + along - across) } };
        var x = EdgeDetection.Image();

        var steps = KernelLearning.Learn(x, CrossCorrelation.Apply(x, EdgeDetection.Kernel()), start);

        double[] losses = [9.821, 3.126, 1.130, 0.438, 0.175];
        for (var i = 0; i < losses.Length; i++)
            Assert.InRange(steps[(2 * i) + 1].Loss / losses[i], 0.99, 1.01);
        Assert.Equal(0.9471, steps[9].Kernel[0, 0], 1e-4);
        Assert.Equal(-1.0328, steps[9].Kernel[0, 1], 1e-4);
    }

    [Fact]
    public void Learn_OneIteration_GoesAgainstTheGradientOfTheSummedLoss()
    {
        float[,] start = { { 1 } };

        var step = Assert.Single(KernelLearning.Learn(new float[,] { { 1, 2 } }, new float[,] { { 3, 5 } }, start, 1, 0.1));

        // Errors −2 and −3: loss 4 + 9, gradient 2 · (1 · −2 + 2 · −3) = −16.
        Assert.Equal(1, step.Iteration);
        Assert.Equal(13, step.Loss);
        Assert.Equal(2.6f, step.Kernel[0, 0], 1e-6f);
        Assert.Equal(1, start[0, 0]);
    }

    [Fact]
    public void LearnEdges_SameSeed_GivesTheSameSteps()
    {
        Assert.Equal(KernelLearning.LearnEdges(4).Select(step => step.Loss), KernelLearning.LearnEdges(4).Select(step => step.Loss));
        Assert.NotEqual(KernelLearning.LearnEdges(4)[0].Loss, KernelLearning.LearnEdges(5)[0].Loss);
    }

    [Fact]
    public void Learn_OutputOfAnotherSize_SaysBothSizes() =>
        Assert.Equal(
            "The kernel turns the input into 3×2, but the wanted output is 3×3: give a kernel of the size (input − output + 1).",
            Assert.Throws<ArgumentException>(() => KernelLearning.Learn(new float[3, 3], new float[3, 3], new float[1, 2])).Message);

    [Theory]
    [InlineData(0, 0.1, "The number of iterations is 0, but it must be at least 1.")]
    [InlineData(1, 0, "The learning rate is 0, but it must be a positive number.")]
    [InlineData(1, double.NaN, "The learning rate is NaN, but it must be a positive number.")]
    public void LearnEdges_OptionOutOfRange_IsNamed(int iterations, double learningRate, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => KernelLearning.LearnEdges(0, iterations, learningRate)).Message);
}
