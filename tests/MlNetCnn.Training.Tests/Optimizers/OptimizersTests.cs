using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

public class OptimizersTests
{
    [Theory]
    [InlineData(OptimizerKind.Sgd, true)]
    [InlineData(OptimizerKind.Sgd, false)]
    [InlineData(OptimizerKind.AdamW, true)]
    [InlineData(OptimizerKind.AdamW, false)]
    public void Create_WithoutGradients_DecaysWhatIsNotSpared(OptimizerKind kind, bool decaysAll)
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        using var module = ModuleBuilder.Build(Toys.Network(batchNorm: true).Plan(Toys.Shape, 3));
        using (no_grad())
        {
            foreach (var parameter in module.parameters())
                parameter.fill_(2);
        }
        using var optimizer = Optimizers.Create(new TrainingRecipe(kind, 0.1, 8, 1, WeightDecay: 0.5) { DecayBiasAndNorm = decaysAll }, module).Optimizer;
        foreach (var parameter in module.parameters())
            parameter.grad = zeros_like(parameter);

        optimizer.step();

        // 2 · (1 − rate · decay), for both optimizers.
        foreach (var (name, parameter) in module.named_parameters())
            Assert.Equal(decaysAll || name is "conv.weight" or "fc.weight" ? 1.9f : 2f, parameter.mean().item<float>(), 1e-5);
    }

    [Fact]
    public void Create_RateSetInEachGroup_IsTheStepsRate()
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        using var module = ModuleBuilder.Build(Toys.Network().Plan(Toys.Shape, 3));
        using var optimizer = Optimizers.Create(new TrainingRecipe(OptimizerKind.Sgd, 0.1, 8, 1, WeightDecay: 1e-30) { DecayBiasAndNorm = false }, module).Optimizer;
        var before = module.parameters().Select(p => p.sum().item<float>() / p.numel()).ToArray();
        foreach (var parameter in module.parameters())
            parameter.grad = ones_like(parameter);
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = 0.25;

        optimizer.step();

        Assert.Equal(2, optimizer.ParamGroups.Count());
        Assert.All(module.parameters().Zip(before), p => Assert.Equal(p.Second - 0.25f, p.First.mean().item<float>(), 1e-4));
    }
}
