using System.Diagnostics;
using MlNetCnn.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Benchmarks;

/// <summary>Steps of an optimizer with gradients that stay as they are, and nothing else.</summary>
internal sealed class OptimizerSteps : Contender
{
    private readonly Module<Tensor, Tensor> _module;
    private readonly optim.Optimizer _optimizer;

    public OptimizerSteps(Network network, Func<Module<Tensor, Tensor>, optim.Optimizer> optimizer)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(TrainingOptions).Module.ModuleHandle);
        _module = network.Build();
        foreach (Parameter parameter in _module.parameters())
            parameter.grad = randn_like(parameter).detach();
        _optimizer = optimizer(_module);
    }

    public override double Run(double seconds)
    {
        var watch = Stopwatch.StartNew();
        var steps = 0;
        for (; watch.Elapsed.TotalSeconds < seconds; steps++)
            _optimizer.step();
        return steps / watch.Elapsed.TotalSeconds;
    }
}
