using System.Diagnostics;
using MlNetCnn.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Benchmarks;

/// <summary>The loop of TorchSharp's tutorials: its DataLoader shuffles bytes in memory, makes floats of each image and collates them.</summary>
internal sealed class LoaderLoop : Contender, IDisposable
{
    private const int Batches = 20;

    private readonly Module<Tensor, Tensor> _module;
    private readonly optim.Optimizer _optimizer;
    private readonly TorchSharp.Modules.DataLoader _loader;
    private readonly int _batchSize;

    public LoaderLoop(Network network, int batchSize)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(TrainingOptions).Module.ModuleHandle);
        _batchSize = batchSize;
        _module = network.Build();
        _module.train();
        _optimizer = optim.SGD(_module.parameters(), 0.01);
        var data = new InMemory(
            randint(256, [batchSize * Batches, .. network.Shape.Dimensions.Select(d => (long)d)], uint8), randint(Network.Classes, [batchSize * Batches], int64));
        _loader = new TorchSharp.Modules.DataLoader(data, batchSize, shuffle: true, device: CPU, num_worker: 1);
    }

    public override double Run(double seconds)
    {
        var watch = Stopwatch.StartNew();
        var images = 0L;
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            using var scope = NewDisposeScope();
            foreach (var batch in _loader)
            {
                using var step = NewDisposeScope();
                _optimizer.zero_grad();
                using var loss = functional.cross_entropy(_module.call(batch["data"]), batch["label"]);
                loss.backward();
                _optimizer.step();
                images += _batchSize;
            }
        }
        return images / watch.Elapsed.TotalSeconds;
    }

    public void Dispose() => _loader.Dispose();

    private sealed class InMemory(Tensor pixels, Tensor labels) : torch.utils.data.Dataset
    {
        public override long Count => labels.shape[0];

        public override Dictionary<string, Tensor> GetTensor(long index) => new() { ["data"] = pixels[index].to(float32).div_(255), ["label"] = labels[index].clone() };
    }
}
