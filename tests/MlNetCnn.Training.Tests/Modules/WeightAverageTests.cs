using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

public class WeightAverageTests
{
    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(10, 0.55)]
    [InlineData(8990, 0.999)]
    [InlineData(1_000_000, 0.999)]
    public void DecayAt_Step_RisesToTheDecay(long step, double decay) => Assert.Equal(decay, WeightAverage.DecayAt(step, 0.999), 1e-12);

    [Fact]
    public void Update_WeightsThatMoved_FollowsTheFormula()
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        var plan = Toys.Network(batchNorm: true).Plan(Toys.Shape, 3);
        using var module = ModuleBuilder.Build(plan);
        using var average = new WeightAverage(module, plan, 0.5, CPU);
        var before = WeightTransfer.Read(module, plan);
        using (no_grad())
        {
            foreach (var parameter in module.parameters())
                parameter.add_(1);
            foreach (var (_, buffer) in module.named_buffers())
                buffer.fill_(7);
        }

        average.Update(step: 0); // w + 0.9
        average.Update(step: 1_000); // half of that and half of w + 1
        average.TakeStatistics();

        foreach (var (name, value) in WeightTransfer.Read(average.Module, plan))
        {
            var expected = name.Contains("running", StringComparison.Ordinal) ? 7 : before[name].Values.Span[0] + 0.95f;
            Assert.Equal(expected, value.Values.Span[0], 1e-5f);
        }
    }
}
