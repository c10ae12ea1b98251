using MlNetCnn.Tests;
using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

/// <summary>What ONNX Runtime computes from the exported graph is what TorchSharp computes, for every architecture of the catalog.</summary>
public class OnnxAgreementTests
{
    [Theory]
    [MemberData(nameof(SmallNetworks.All), MemberType = typeof(SmallNetworks))]
    public void Export_AfterATrainingStep_ScoresAsTorchSharp(string name)
    {
        var plan = SmallNetworks.Plan(name);
        manual_seed(3);
        using var module = ModuleBuilder.Build(plan);
        using var scope = NewDisposeScope();
        TrainOneStep(module, plan);
        module.eval();
        var model = new CnnModel(plan, WeightTransfer.Read(module, plan), Enumerable.Range(0, plan.Classes).Select(i => $"class {i}"));
        var logitsPath = plan.Steps[^1].Path;
        var onnx = model.ToOnnx(new OnnxExportOptions { Outputs = [logitsPath] });

        foreach (var batch in new[] { 1, 3 })
        {
            using var noGradients = no_grad();
            var pixels = rand([batch, .. plan.Input.Dimensions.Select(d => (long)d)]).mul(255);
            var logits = module.call(pixels.mul(model.Preprocessing.Scale));
            var probabilities = nn.functional.softmax(logits, 1);

            var outputs = OnnxGraphRun.Run(onnx, plan.Input, pixels.data<float>().ToArray());

            AssertClose(probabilities, outputs["Score"].Values, absolute: 1e-5f, relative: 0);
            AssertClose(logits, outputs[logitsPath].Values, absolute: 1e-5f, relative: 1e-4f * logits.abs().max().item<float>());
        }
    }

    private static void TrainOneStep(nn.Module<Tensor, Tensor> module, NetworkPlan plan)
    {
        module.train();
        using var optimizer = optim.SGD(module.parameters(), 0.01);
        var logits = module.call(rand([16, .. plan.Input.Dimensions.Select(d => (long)d)]));
        nn.functional.cross_entropy(logits, arange(16, dtype: ScalarType.Int64).remainder(plan.Classes)).backward();
        optimizer.step();
    }

    private static void AssertClose(Tensor expected, float[] actual, float absolute, float relative)
    {
        var values = expected.contiguous().data<float>().ToArray();
        Assert.Equal(values.Length, actual.Length);
        for (var i = 0; i < values.Length; i++)
            Assert.True(Math.Abs(values[i] - actual[i]) <= absolute + relative, $"value {i}: TorchSharp {values[i]}, ONNX Runtime {actual[i]}");
    }
}
