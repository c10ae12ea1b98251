using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>
/// A copy of a network that computes in bfloat16, while the network itself keeps the 32-bit weights that the optimizer changes. Batch
/// normalization stays in 32 bits: its running statistics would stand still where their steps are below bfloat16's three digits.
/// </summary>
internal sealed class BFloat16Copy : IDisposable
{
    private readonly FrozenLayers _frozen;
    private readonly ModulePair _pair;

    public BFloat16Copy(Module<Tensor, Tensor> masters, NetworkPlan plan, IReadOnlyList<string> freeze, Device device, bool isChannelsLast = false)
    {
        Module = ModuleBuilder.Build(plan).to(device);
        foreach (var layer in Module.modules().Where(m => m is not BatchNormModule && !m.children().Any()))
            layer.to(ScalarType.BFloat16);
        if (isChannelsLast)
            ArrangeKernels();
        _frozen = new FrozenLayers(Module, plan, freeze);
        _pair = new ModulePair(masters, Module);
        TakeWeights();
        TakeStatistics();
    }

    /// <summary>Takes bfloat16 and gives bfloat16.</summary>
    public Module<Tensor, Tensor> Module { get; }

    /// <summary>Whether a GPU has tensor cores for bfloat16: from compute capability 8.0 on. Older ones compute it, but slowly.</summary>
    public static bool IsFasterOn(Device device) =>
        NvidiaDriver.Find().Gpus.FirstOrDefault(g => g.Index == Math.Max(0, device.index)) is not { } gpu || gpu.Capability.Major >= 8;

    /// <summary>Whether convolutions run in bfloat16 on this device.</summary>
    public static bool RunsOn(Device device)
    {
        try
        {
            using var scope = NewDisposeScope();
            using var noGradients = no_grad();
            var (images, kernels) = (ones([1, 8, 4, 4], ScalarType.BFloat16, device), ones([8, 8, 3, 3], ScalarType.BFloat16, device));
            functional.conv2d(images, kernels).sum().to(ScalarType.Float32).item<float>();
            return true;
        }
        catch (ExternalException)
        {
            return false;
        }
    }

    public void StartTraining()
    {
        Module.train();
        _frozen.Rest();
    }

    /// <summary>Before backward.</summary>
    public void ClearGradients() => Module.zero_grad();

    /// <summary>After backward: the gradients, widened, to the masters.</summary>
    public void GiveGradients()
    {
        foreach (var (master, working) in _pair.Parameters)
        {
            if (working.requires_grad && working.grad is { } gradient)
                master.grad = gradient.to(ScalarType.Float32);
        }
    }

    /// <summary>After the optimizer's step: the masters' weights, rounded.</summary>
    public void TakeWeights()
    {
        using var noGradients = no_grad();
        foreach (var (master, working) in _pair.Parameters)
            working.copy_(master);
    }

    /// <summary>The running statistics to the masters.</summary>
    public void GiveStatistics() => _pair.GiveStatistics();

    /// <summary>The running statistics from the masters.</summary>
    public void TakeStatistics() => _pair.TakeStatistics();

    public void Dispose() => Module.Dispose();

    /// <summary>Kernels in the order of the images, or each convolution would bring them into it anew.</summary>
    private void ArrangeKernels()
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        foreach (var conv in Module.modules().OfType<TorchSharp.Modules.Conv2d>())
            conv.weight!.set_(ChannelsLast.Arrange(conv.weight!));
    }
}
