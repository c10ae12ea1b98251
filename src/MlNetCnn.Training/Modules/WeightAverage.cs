using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>
/// The exponential moving average of a network's weights (Polyak and Juditsky 1992), as a network of its own in evaluation mode.
/// </summary>
internal sealed class WeightAverage : IDisposable
{
    private readonly NetworkPlan _plan;
    private readonly double _decay;
    private readonly ModulePair _pair;
    private readonly StepPass<AverageRule> _pass = new();

    public WeightAverage(Module<Tensor, Tensor> source, NetworkPlan plan, double decay, Device device)
    {
        _plan = plan;
        _decay = decay;
        Module = ModuleBuilder.Build(plan).to(device);
        Module.eval();
        _pair = new ModulePair(source, Module);
        foreach (var (_, average) in _pair.Parameters)
            average.requires_grad = false;
        Blend(0);
    }

    /// <summary>The network with the averages.</summary>
    public Module<Tensor, Tensor> Module { get; }

    /// <summary>
    /// The share of the average that stays at a step, counted from 0: the decay, but less at first, so that the random weights of the
    /// start are soon forgotten. As TensorFlow's <c>ExponentialMovingAverage</c> with <c>num_updates</c>.
    /// </summary>
    public static double DecayAt(long step, double decay) => Math.Min(decay, (1.0 + step) / (10.0 + step));

    /// <summary>After the optimizer's step.</summary>
    public void Update(long step) => Blend(DecayAt(step, _decay));

    /// <summary>The running statistics as they are: they are averages themselves.</summary>
    public void TakeStatistics() => _pair.TakeStatistics();

    /// <summary>Goes on from averages that were written down.</summary>
    public void Restore(Weights averages) => WeightTransfer.Write(averages, Module, _plan);

    public void Dispose() => Module.Dispose();

    private void Blend(double staying)
    {
        using var noGradients = no_grad();
        foreach (var (source, average) in _pair.Parameters)
        {
            if (!_pass.TryAdd(new(staying), average, source, source))
                average.Times_(staying).Plus_(source, 1 - staying);
        }
        _pass.Run();
    }
}
