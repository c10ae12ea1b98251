using System.Diagnostics;
using MlNetCnn.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Benchmarks;

/// <summary>What one writes by hand with TorchSharp: shuffled bytes in memory, its own optimizer, loss and accuracy of every step.</summary>
internal sealed class HandwrittenLoop : Contender
{
    private const int Batches = 20;

    private readonly int _batchSize;
    private readonly Module<Tensor, Tensor> _module;
    private readonly optim.Optimizer _optimizer;
    private readonly Tensor _pixels;
    private readonly Tensor _labels;

    public HandwrittenLoop(Network network, int batchSize, TrainingRecipe recipe)
    {
        // Any type of ours registers what finds libtorch on older systems, and nothing else.
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(TrainingOptions).Module.ModuleHandle);
        _batchSize = batchSize;
        _module = network.Build();
        _module.train();
        _optimizer = TorchOptimizer.Of(recipe, _module.parameters());
        _pixels = randint(256, [batchSize * Batches, .. network.Shape.Dimensions.Select(d => (long)d)], uint8);
        _labels = randint(Network.Classes, [batchSize * Batches], int64);
    }

    public override double Run(double seconds)
    {
        var watch = Stopwatch.StartNew();
        var (images, losses, right) = (0L, 0.0, 0L);
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            using var epoch = NewDisposeScope();
            var order = randperm(_labels.shape[0]);
            for (var batch = 0; batch < Batches && watch.Elapsed.TotalSeconds < seconds; batch++)
            {
                using var scope = NewDisposeScope();
                var rows = order.slice(0, (long)batch * _batchSize, (batch + 1L) * _batchSize, 1);
                var labels = _labels.index_select(0, rows);
                _optimizer.zero_grad();
                var logits = _module.call(_pixels.index_select(0, rows).to(float32).div_(255));
                var loss = functional.cross_entropy(logits, labels);
                loss.backward();
                _optimizer.step();
                losses += loss.item<float>() * _batchSize;
                right += logits.argmax(1).eq(labels).sum().item<long>();
                images += _batchSize;
            }
        }
        return double.IsFinite(losses) && right <= images ? images / watch.Elapsed.TotalSeconds : throw new InvalidOperationException("The loss is no number.");
    }
}
