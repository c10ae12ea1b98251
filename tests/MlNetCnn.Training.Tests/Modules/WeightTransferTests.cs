using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training.Tests;

/// <summary>Weights that went through a safetensors file make of a fresh module the one they came from.</summary>
public sealed class WeightTransferTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetcnn-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(SmallNetworks.All), MemberType = typeof(SmallNetworks))]
    public void Write_WeightsFromASafeTensorsFile_GivesTheSameOutputsToTheBit(string name)
    {
        var plan = SmallNetworks.Plan(name);
        using var scope = NewDisposeScope();
        var images = rand([3, .. plan.Input.Dimensions.Select(d => (long)d)]);
        using var module = ModuleBuilder.Build(plan);
        module.call(images); // in training mode: running statistics move away from 0 and 1
        var path = Path.Combine(_folder, "w.safetensors");
        WeightTransfer.Read(module, plan).SaveSafeTensors(path);
        using var fresh = ModuleBuilder.Build(plan);

        WeightTransfer.Write(Weights.LoadSafeTensors(path), fresh, plan);

        Assert.Equal(Outputs(module, images), Outputs(fresh, images));
    }

    [Fact]
    public void Write_OtherNumberOfClasses_LeavesTheHeadAsItWas()
    {
        var (small, large) = (Toys.Network(batchNorm: true).Plan(Toys.Shape, 3), Toys.Network(batchNorm: true).Plan(Toys.Shape, 7));
        using var source = ModuleBuilder.Build(large);
        using var target = ModuleBuilder.Build(small);
        var (given, before) = (WeightTransfer.Read(source, large), WeightTransfer.Read(target, small));

        WeightTransfer.Write(given.MatchTo(small, WeightMatching.FreshHead), target);

        var after = WeightTransfer.Read(target, small);
        Assert.Equal(given["conv.weight"].Values.ToArray(), after["conv.weight"].Values.ToArray());
        Assert.NotEqual(before["conv.weight"].Values.ToArray(), after["conv.weight"].Values.ToArray());
        Assert.Equal(before["fc.weight"].Values.ToArray(), after["fc.weight"].Values.ToArray());
        Assert.Equal(before["fc.bias"].Values.ToArray(), after["fc.bias"].Values.ToArray());
    }

    private static int[] Outputs(Module<Tensor, Tensor> module, Tensor images)
    {
        module.eval();
        return [.. module.call(images).data<float>().ToArray().Select(BitConverter.SingleToInt32Bits)];
    }
}
