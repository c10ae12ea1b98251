using CsCheck;
using MlNetCnn.Tests;
using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

/// <summary>
/// Laws of plan, TorchSharp and ONNX Runtime, held against random networks of all kinds of layers. <c>CsCheck_Iter=10000</c> in the
/// environment tries more of them.
/// </summary>
public class RandomNetworkTests
{
    public RandomNetworkTests() => LibTorch.EnsureLoaded();

    [Fact]
    public void Plan_OfARandomNetwork_HasTorchSharpsShapes() => RandomNetworks.Fitting.Sample(sample =>
    {
        var plan = sample.Network.Plan(sample.Input, RandomNetworks.Classes);
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        using var module = ModuleBuilder.Build(plan);
        var shapes = new Dictionary<string, string>();
        foreach (var (path, layer) in module.named_modules())
        {
            if (layer is nn.Module<Tensor, Tensor> step)
                step.register_forward_hook((_, _, output) =>
                {
                    shapes[path] = string.Join('×', output.shape.Skip(1));
                    return output;
                });
        }

        module.eval();
        module.call(rand([2, .. plan.Input.Dimensions.Select(d => (long)d)]));

        foreach (var layer in All(plan.Layers))
            Assert.Equal($"{layer.Path} {layer.Output}", $"{layer.Path} {shapes[layer.Path]}");
    }, print: Print, threads: 1);

    [Fact]
    public void Onnx_OfARandomNetwork_GivesTorchSharpsProbabilities() => Gen.Select(RandomNetworks.Fitting, Gen.Int[0, 1_000]).Sample((sample, seed) =>
    {
        var model = RandomModels.Create(sample.Network, sample.Input, RandomNetworks.Classes, seed);
        var pixels = RandomModels.Images(sample.Input, 2, seed);
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        using var module = ModuleBuilder.Build(model.Plan);
        WeightTransfer.Write(model.Weights, module, model.Plan);
        module.eval();
        var images = tensor(pixels, [2, .. sample.Input.Dimensions.Select(d => (long)d)]) * model.Preprocessing.Scale;

        var expected = nn.functional.softmax(module.call(images), 1).data<float>().ToArray();
        var actual = OnnxGraphRun.Run(model.ToOnnx(), sample.Input, pixels)["Score"].Values;

        for (var i = 0; i < expected.Length; i++)
            // Gates in gates multiply values beyond what a float holds: then neither gives a number.
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-5 || (float.IsNaN(expected[i]) && float.IsNaN(actual[i])), $"value {i}: TorchSharp {expected[i]}, ONNX Runtime {actual[i]}");
    }, print: s => Print(s.Item1), threads: 1);

    [Fact]
    public void Plan_OfACarelessNetwork_RefusesWhatTorchSharpRefuses()
    {
        var (fit, all) = (0, 0);
        RandomNetworks.Careless.Sample(sample =>
        {
            var expected = TorchVerdict.Shape(sample.Network, sample.Input, RandomNetworks.Classes) is [2, RandomNetworks.Classes];
            var (fits, why) = Verdict(sample.Network, sample.Input);
            Assert.True(expected == fits, expected ? $"TorchSharp runs it, but the plan says: {why}" : "The plan lets it pass, but TorchSharp refuses it.");
            fit += fits ? 1 : 0;
            all++;
        }, iter: 8 * Check.Iter, print: Print, threads: 1);

        // Both verdicts are tried often enough to mean something.
        Assert.InRange((double)fit / all, 0.1, 0.9);
    }

    private static (bool Fits, string? Why) Verdict(Architecture network, TensorShape input)
    {
        try
        {
            network.Plan(input, RandomNetworks.Classes);
            return (true, null);
        }
        catch (LayerShapeException e)
        {
            return (false, e.Message);
        }
    }

    private static IEnumerable<LayerPlan> All(IEnumerable<LayerPlan> layers) => layers.SelectMany(l => All(l.Inner).Append(l));

    private static string Print((Architecture Network, TensorShape Input) sample) =>
        $"{sample.Input}: {System.Text.Json.JsonSerializer.Serialize(sample.Network, ArchitectureJson.Compact)}";
}
