using System.Diagnostics;
using MlNetCnn.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Benchmarks;

/// <summary>The same network by hand in TorchSharp, evaluated on a tensor that is in memory already.</summary>
internal sealed class TorchEvaluation : Contender
{
    private readonly int _batchSize;
    private readonly Module<Tensor, Tensor> _module;
    private readonly Tensor _pixels;

    public TorchEvaluation(Network network, int batchSize)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(TrainingOptions).Module.ModuleHandle);
        _batchSize = batchSize;
        _module = network.Build();
        _module.eval();
        _pixels = rand([Rows.Distinct(network), .. network.Shape.Dimensions.Select(d => (long)d)]);
    }

    public override double Run(double seconds)
    {
        using var gradients = inference_mode();
        var watch = Stopwatch.StartNew();
        var images = 0L;
        for (var batch = 0L; watch.Elapsed.TotalSeconds < seconds; batch = (batch + 1) % (_pixels.shape[0] / _batchSize))
        {
            using var scope = NewDisposeScope();
            var from = batch * _batchSize;
            _ = _module.call(_pixels.slice(0, from, from + _batchSize, 1)).softmax(1);
            images += _batchSize;
        }
        return images / watch.Elapsed.TotalSeconds;
    }
}
