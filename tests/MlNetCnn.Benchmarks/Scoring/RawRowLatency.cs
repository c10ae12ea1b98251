namespace MlNetCnn.Benchmarks;

/// <summary>A bare call of ONNX Runtime on one row, in microseconds.</summary>
internal sealed class RawRowLatency(Network network, int percent) : Contender, IDisposable
{
    private readonly RawSession _session = new(network, batchSize: 1);

    public override double Run(double seconds) => Latencies.Percentile(percent, seconds, _session.Run);

    public void Dispose() => _session.Dispose();
}
