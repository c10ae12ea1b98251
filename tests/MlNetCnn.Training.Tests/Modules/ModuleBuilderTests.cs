using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

/// <summary>The plan's shapes, names and counts are TorchSharp's, for every architecture of the catalog.</summary>
public class ModuleBuilderTests
{
    [Theory]
    [MemberData(nameof(SmallNetworks.All), MemberType = typeof(SmallNetworks))]
    public void Build_AnyArchitecture_HasThePlansTensors(string name)
    {
        var plan = SmallNetworks.Plan(name);
        using var module = ModuleBuilder.Build(plan);

        var state = module.state_dict();

        Assert.Equal(
            plan.Tensors.Select(t => $"{t.Key} {t.Shape}").Order(),
            state.Where(s => !s.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Select(s => $"{s.Key} {string.Join('×', s.Value.shape)}").Order());
        Assert.Equal(plan.Parameters, module.parameters().Sum(p => p.numel()));
    }

    [Theory]
    [MemberData(nameof(SmallNetworks.All), MemberType = typeof(SmallNetworks))]
    public void Build_AnyArchitecture_GivesThePlansShapes(string name)
    {
        var plan = SmallNetworks.Plan(name);
        using var module = ModuleBuilder.Build(plan);
        using var scope = NewDisposeScope();
        var shapes = new Dictionary<string, string>();
        foreach (var (path, layer) in module.named_modules().Where(m => m.name.Length > 0))
        {
            if (layer is nn.Module<Tensor, Tensor> step)
                step.register_forward_hook((_, _, output) =>
                {
                    shapes[path] = string.Join('×', output.shape.Skip(1));
                    return output;
                });
        }

        var logits = module.call(rand([2, .. plan.Input.Dimensions.Select(d => (long)d)]));

        Assert.Equal([2, plan.Classes], logits.shape);
        Assert.NotEmpty(shapes);
        foreach (var layer in plan.Steps.Where(s => shapes.ContainsKey(s.Path)))
            Assert.Equal((layer.Path, layer.Output.ToString()), (layer.Path, shapes[layer.Path]));
    }

    [Theory]
    [MemberData(nameof(SmallNetworks.All), MemberType = typeof(SmallNetworks))]
    public void Backward_AnyArchitecture_GivesEveryParameterAGradient(string name)
    {
        var plan = SmallNetworks.Plan(name);
        using var module = ModuleBuilder.Build(plan);
        using var scope = NewDisposeScope();

        var logits = module.forward(rand([3, .. plan.Input.Dimensions.Select(d => (long)d)]));
        nn.functional.cross_entropy(logits, zeros(3, dtype: ScalarType.Int64)).backward();

        foreach (var (path, parameter) in module.named_parameters())
            Assert.True(parameter.grad is not null, $"{path} has no gradient");
    }

    [Fact]
    public void Forward_OfAnActivationBesideAConvolution_LeavesTheirCommonInputAlone()
    {
        Architecture beside = new("beside", [new Concat([new Conv2d(2, 1), new ReLU(), new Block([])]), new AdaptiveAvgPool2d(1), new Flatten(), new Linear()]);
        using var module = ModuleBuilder.Build(beside.Plan(new(1, 2, 2), 2));
        using var scope = NewDisposeScope();
        var images = tensor(new float[] { -1, 2, -3, 4 }, [1, 1, 2, 2]);

        module.call(images).sum().backward();

        Assert.Equal([-1, 2, -3, 4], images.data<float>().ToArray());
    }

    [Theory]
    [InlineData(WeightInitialization.Default, 0.0589)] // uniform in ±1/√96
    [InlineData(WeightInitialization.Xavier, 0.0884)] // of 128 in and out
    [InlineData(WeightInitialization.Kaiming, 0.0589)] // linear layers as by default
    [InlineData(WeightInitialization.TruncatedNormal, 0.0176)] // of 0.02, cut at two of them
    public void Build_Initialization_DrawsWeightsOfItsDeviationAroundZero(WeightInitialization initialization, double deviation)
    {
        Architecture network = new("linear", [new Flatten(), new Linear(160), new Linear()]) { Initialization = initialization };
        using var module = ModuleBuilder.Build(network.Plan(new(96, 1, 1), 2), seed: 1);
        using var scope = NewDisposeScope();

        var weight = module.state_dict()["1.weight"]; // [160, 96]

        Assert.Equal(deviation, weight.std().item<float>(), 0.03 * deviation);
        Assert.Equal(0, weight.mean().item<float>(), 0.03 * deviation);
    }

    [Fact]
    public void Build_AConvolutionForFewClasses_BeginsAsLinearLayersDo()
    {
        Architecture network = new("head", [new Conv2d(null, 1), new Flatten()]) { Initialization = WeightInitialization.Kaiming };
        using var module = ModuleBuilder.Build(network.Plan(new(512, 1, 1), 2), seed: 1);
        using var scope = NewDisposeScope();

        Assert.Equal(1 / Math.Sqrt(3 * 512), module.state_dict()["0.weight"].std().item<float>(), 0.002);
    }
}
