using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training.Tests;

public class BFloat16CopyTests
{
    [Fact]
    public void GiveGradients_OneStep_GivesTheMastersAlmostTheGradientsOf32Bits()
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        manual_seed(1);
        var plan = Toys.Network(batchNorm: true).Plan(Toys.Shape, 3);
        using var module = ModuleBuilder.Build(plan);
        using var copy = new BFloat16Copy(module, plan, [], CPU);
        var pixels = rand(16, 1, 6, 6);
        var labels = arange(16).remainder(3);
        module.train();
        functional.cross_entropy(module.call(pixels), labels).backward();
        var exact = module.named_parameters().ToDictionary(p => p.name, p => p.parameter.grad!.clone());
        module.zero_grad();
        copy.StartTraining();

        functional.cross_entropy(copy.Module.call(pixels.to(ScalarType.BFloat16)).to(ScalarType.Float32), labels).backward();
        copy.GiveGradients();

        foreach (var (name, parameter) in module.named_parameters().Where(p => p.name != "conv.bias")) // batch norm takes its gradient away
        {
            Assert.Equal(ScalarType.Float32, parameter.grad!.dtype);
            var distance = parameter.grad.sub(exact[name]).norm().item<float>() / exact[name].norm().item<float>();
            Assert.True(distance < 0.1, $"{name}: {distance}");
        }
    }

    [Fact]
    public void Module_KernelsInTheOrderOfTheImages_ComputesTheSame()
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        var plan = SmallNetworks.Plan("resnet18");
        using var module = ModuleBuilder.Build(plan);
        using var usual = new BFloat16Copy(module, plan, [], CPU);
        using var arranged = new BFloat16Copy(module, plan, [], CPU, isChannelsLast: true);
        var pixels = rand(2, plan.Input.Channels, plan.Input.Height, plan.Input.Width).to(ScalarType.BFloat16);

        usual.TakeWeights();
        arranged.TakeWeights();
        var (expected, logits) = (usual.Module.call(pixels), arranged.Module.call(ChannelsLast.Arrange(pixels)));

        Assert.True(logits.sub(expected).abs().max().to(ScalarType.Float32).item<float>() < 0.1f);
        Assert.All(arranged.Module.modules().OfType<TorchSharp.Modules.Conv2d>().Where(c => c.weight!.shape[1] > 1), c => Assert.Equal(1, c.weight!.stride()[1]));
        Assert.Equal(usual.Module.parameters().Select(p => p.shape), arranged.Module.parameters().Select(p => p.shape));
    }

    [Theory]
    [MemberData(nameof(SmallNetworks.All), MemberType = typeof(SmallNetworks))]
    public void Module_AnyArchitecture_TrainsInBFloat16(string name)
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        manual_seed(1);
        var plan = SmallNetworks.Plan(name);
        using var module = ModuleBuilder.Build(plan);
        using var copy = new BFloat16Copy(module, plan, [], CPU);
        copy.StartTraining();

        var logits = copy.Module.call(rand(2, plan.Input.Channels, plan.Input.Height, plan.Input.Width).to(ScalarType.BFloat16));
        functional.cross_entropy(logits.to(ScalarType.Float32), tensor([0L, 1L])).backward();
        copy.GiveGradients();

        Assert.Equal(ScalarType.BFloat16, logits.dtype);
        Assert.All(module.named_parameters(), p => Assert.True(p.parameter.grad?.dtype == ScalarType.Float32, p.name));
    }
}
