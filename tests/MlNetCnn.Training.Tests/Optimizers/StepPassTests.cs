using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

public class StepPassTests
{
    private const double Rate = 0.05;

    [Theory]
    [InlineData(OptimizerKind.Sgd, 0, 0)]
    [InlineData(OptimizerKind.Sgd, 0, 0.01)]
    [InlineData(OptimizerKind.Sgd, 0.9, 0)]
    [InlineData(OptimizerKind.Sgd, 0.9, 0.01)]
    [InlineData(OptimizerKind.Adam, 0, 0)]
    [InlineData(OptimizerKind.Adam, 0, 0.01)]
    [InlineData(OptimizerKind.AdamW, 0, 0)]
    [InlineData(OptimizerKind.AdamW, 0, 0.01)]
    public void Step_OfEachOptimizer_IsTorchSharps(OptimizerKind kind, double momentum, double decay)
    {
        LibTorch.EnsureLoaded();
        var recipe = new TrainingRecipe(kind, Rate, 1, 1, momentum, decay);
        foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            using var scope = NewDisposeScope();
            var ours = Trained(type, module => Optimizers.Create(recipe, module).Optimizer);
            var theirs = Trained(type, module => kind switch
            {
                OptimizerKind.Sgd => optim.SGD(module.parameters(), Rate, momentum, weight_decay: decay),
                OptimizerKind.Adam => optim.Adam(module.parameters(), Rate, beta2: 0.999, weight_decay: decay),
                _ => optim.AdamW(module.parameters(), Rate, beta2: 0.999, weight_decay: decay),
            });

            // Other numbers than floats go by tensors, as TorchSharp's do. Floats are the same to the bit where libtorch fuses the same
            // multiplications and additions; elsewhere rounding grows where gradients and weight decay cancel, to less than a thousandth of a step.
            Assert.Equal(0, ours.sub(theirs).abs().max().item<double>(), type == ScalarType.Float64 ? 0 : Rate / 1000);
            Assert.NotEqual(0, theirs.std().item<double>());
        }
    }

    [Fact]
    public void Run_ValuesOfManyPieces_LeavesNoneOut()
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        var pass = new StepPass<AverageRule>();
        var (averages, values) = (zeros(200_003), arange(200_003, ScalarType.Float32));
        Assert.True(pass.TryAdd(new AverageRule(0.5), averages, values, values));
        Assert.False(pass.TryAdd(new AverageRule(0.5), averages.reshape(1, -1).expand(2, -1), values, values));

        pass.Run();
        Assert.True(pass.TryAdd(new AverageRule(0.5), averages, values, values));
        pass.Run();

        Assert.Equal(values.mul(0.75).data<float>().ToArray(), averages.data<float>().ToArray());
    }

    /// <summary>All parameters as one row: more than a piece of them, and no multiple of a vector's length.</summary>
    private static Tensor Trained(ScalarType type, Func<nn.Module, optim.Optimizer> optimizer)
    {
        manual_seed(3);
        using var module = nn.Linear(301, 451, dtype: type);
        using var steps = optimizer(module);
        var input = rand([5, 301], type, generator: new Generator(2, CPU));
        for (var i = 0; i < 5; i++)
        {
            steps.zero_grad();
            module.call(input).square().mean().backward();
            steps.step();
        }
        return cat([.. module.parameters().Select(p => p.detach().flatten().to(ScalarType.Float64))]);
    }
}
