using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

public class ModuleChainTests
{
    [Theory]
    [InlineData("mobilenet-v2", "features.1.conv.0.0")]
    [InlineData("torchvision-resnet18", "layer2.1")]
    [InlineData("densenet121", "features.transition1.conv")]
    [InlineData("lenet", "linear1")]
    public void Run_InTwoParts_GivesWhatTheNetworkGives(string name, string near)
    {
        Assert.True(Architectures.TryFindEntry(name, out var entry, out _));
        var plan = entry.Create().Plan(new(entry.DefaultInput.Channels, 32, 32), 5);
        var paths = ModuleChain.LayersOf(plan).Select(layer => layer.Path).ToArray();
        var cut = Spelling.Closest(near, paths, count: 1).Single();
        using var module = ModuleBuilder.Build(plan, seed: 1);
        module.eval();
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var input = rand(2, plan.Input.Channels, 32, 32);
        var chain = new ModuleChain(module, plan);

        var part = chain.Run(input, to: cut);
        var whole = chain.Run(part, from: cut);

        Assert.Equal(plan.Steps.Length > 0 ? [2, .. plan.Layers.SelectMany(l => l.WithInner).First(l => l.Path == cut).Input.Dimensions.Select(d => (long)d)] : [], part.shape);
        Assert.True(whole.equal(module.call(input)).all().item<bool>());
    }
}
