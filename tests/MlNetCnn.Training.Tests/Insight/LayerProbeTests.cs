using MlNetCnn.Tests;
using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

/// <summary>What the probe shows of a layer is what TorchSharp computes there, for every architecture of the catalog.</summary>
public class LayerProbeTests
{
    [Theory]
    [MemberData(nameof(SmallNetworks.All), MemberType = typeof(SmallNetworks))]
    public void Read_EveryLayer_IsTorchSharpsActivation(string name)
    {
        var plan = SmallNetworks.Plan(name);
        var model = new CnnModel(plan, RandomModels.Weights(plan, seed: 4), Enumerable.Range(0, plan.Classes).Select(i => $"class {i}"));
        var pixels = RandomModels.Images(plan.Input, 1);
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        using var module = ModuleBuilder.Build(plan);
        WeightTransfer.Write(model.Weights, module, plan);
        module.eval();
        var expected = new Dictionary<string, float[]>();
        foreach (var (path, layer) in module.named_modules().Where(m => m.name.Length > 0))
        {
            if (layer is nn.Module<Tensor, Tensor> step)
                step.register_forward_hook((_, _, output) =>
                {
                    expected[path] = output.contiguous().data<float>().ToArray(); // at once: what follows may overwrite it
                    return output;
                });
        }
        var logits = module.call(tensor(pixels, [1, .. plan.Input.Dimensions.Select(d => (long)d)]).mul(model.Preprocessing.Scale));

        using var probe = new LayerProbe(model);
        var reading = probe.Read(pixels, [.. probe.Layers.Select(l => l.Path)]);

        Assert.Equal(probe.Layers.Length, reading.Layers.Count);
        Assert.Contains(probe.Layers, l => l.Path == plan.Steps[^1].Path);
        foreach (var layer in probe.Layers)
            AssertClose(layer.Path, expected[layer.Path], reading.Layers[layer.Path].Values.Span);
        AssertClose("probabilities", nn.functional.softmax(logits, 1).data<float>().ToArray(), [.. reading.Probabilities]);
    }

    private static void AssertClose(string what, float[] expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var tolerance = 1e-4f * Math.Max(1, expected.Max(Math.Abs));
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"{what}, value {i}: TorchSharp {expected[i]}, the probe {actual[i]}");
    }
}
