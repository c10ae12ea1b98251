using System.Diagnostics;

namespace MlNetCnn.Benchmarks;

/// <summary>ONNX Runtime in batches on arrays that are in memory already.</summary>
internal sealed class RawBatches(Network network, int batchSize) : Contender, IDisposable
{
    private readonly RawSession _session = new(network, batchSize);

    public override double Run(double seconds)
    {
        var watch = Stopwatch.StartNew();
        var blocks = 0L;
        while (watch.Elapsed.TotalSeconds < seconds)
            _session.Run(blocks++);
        return blocks * batchSize / watch.Elapsed.TotalSeconds;
    }

    public void Dispose() => _session.Dispose();
}
