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
}
