using System.Diagnostics;
using MlNetCnn.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Benchmarks;

/// <summary>The least a training loop can do: floats already in memory, in order, no metrics.</summary>
internal sealed class BareLoop : Contender
{
    private const int Batches = 20;

    private readonly int _batchSize;
    private readonly Module<Tensor, Tensor> _module;
    private readonly optim.Optimizer _optimizer;
    private readonly Tensor _pixels;
    private readonly Tensor _labels;

    public BareLoop(Network network, int batchSize)
    {
        // Any type of ours registers what finds libtorch on older systems, and nothing else.
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(TrainingOptions).Module.ModuleHandle);
        _batchSize = batchSize;
        _module = network.Build();
        _module.train();
        _optimizer = optim.SGD(_module.parameters(), 0.01);
        _pixels = rand([batchSize * Batches, .. network.Shape.Dimensions.Select(d => (long)d)]);
        _labels = randint(Network.Classes, [batchSize * Batches], int64);
    }

    public override double Run(double seconds)
    {
        var watch = Stopwatch.StartNew();
        var images = 0L;
        for (var batch = 0; watch.Elapsed.TotalSeconds < seconds; batch = (batch + 1) % Batches)
        {
            using var scope = NewDisposeScope();
            var from = (long)batch * _batchSize;
            _optimizer.zero_grad();
            using var loss = functional.cross_entropy(
                _module.call(_pixels.slice(0, from, from + _batchSize, 1)), _labels.slice(0, from, from + _batchSize, 1));
            loss.backward();
            _optimizer.step();
            images += _batchSize;
        }
        return images / watch.Elapsed.TotalSeconds;
    }
}
