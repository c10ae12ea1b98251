using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

public class HeadSolverTests
{
    private const int Classes = 3;
    private const int Width = 5;

    [Fact]
    public void Solve_AnyPenalty_LeavesNoGradient()
    {
        using var scope = NewDisposeScope();
        var (features, labels) = Rows(60);
        using var loss = new TrainingLoss(0, null, CPU);
        using var solver = new HeadSolver(features, labels, Classes, loss);
        foreach (var penalty in HeadSolver.Penalties)
        {
            var theta = solver.Solve(penalty).requires_grad_(true);
            var variance = features.sub(features.mean([0])).square().mean().item<float>();

            var value = nn.functional.cross_entropy(HeadSolver.Logits(features, theta), labels)
                .add(theta.slice(1, 0, Width, 1).square().sum().mul(penalty * variance));
            value.backward();

            Assert.InRange(theta.grad!.abs().max().item<float>(), 0, 5e-3);
        }
    }

    [Fact]
    public void Solve_FeaturesOfAnotherScale_GivesTheSameLogits()
    {
        using var scope = NewDisposeScope();
        var (features, labels) = Rows(60);
        using var loss = new TrainingLoss(0, null, CPU);
        using var solver = new HeadSolver(features, labels, Classes, loss);
        using var scaled = new HeadSolver(features.mul(100), labels, Classes, loss);

        var logits = HeadSolver.Logits(features, solver.Solve(0.1));
        var same = HeadSolver.Logits(features.mul(100), scaled.Solve(0.1));

        Assert.InRange(logits.sub(same).abs().max().item<float>(), 0, 0.05);
    }

    [Fact]
    public void Solve_ClassesWithWeights_FavorsTheHeavyOne()
    {
        using var scope = NewDisposeScope();
        var (features, labels) = Rows(60);
        using var even = new TrainingLoss(0, null, CPU);
        using var heavy = new TrainingLoss(0, [20, 1, 1], CPU);
        using var solver = new HeadSolver(features, labels, Classes, even);
        using var weighted = new HeadSolver(features, labels, Classes, heavy);

        Assert.True(Chosen(weighted.Solve(1)) > Chosen(solver.Solve(1)));

        long Chosen(Tensor theta) => HeadSolver.Logits(features, theta).argmax(1).eq(tensor(0L)).sum().item<long>();
    }

    /// <summary>Noise around a corner for each class, far from the origin.</summary>
    private static (Tensor Features, Tensor Labels) Rows(int count)
    {
        using var generator = new Generator(3, CPU);
        var labels = arange(count).fmod(tensor((long)Classes));
        var features = nn.functional.one_hot(labels, Width).to(ScalarType.Float32).add(randn(count, Width, generator: generator)).add(tensor(7f));
        return (features, labels);
    }
}
