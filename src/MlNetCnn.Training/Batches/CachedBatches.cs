using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Batches gathered from a cache file, in the order that images resident in memory would have.</summary>
internal sealed class CachedBatches(CachedImages images, int batchSize, int? seed, Tensor? positions, bool balances = false) : IBatchSource
{
    private readonly EpochOrder _order = new(images.Labels, positions, seed, balances);
    private readonly BatchBounds _bounds = new((int)(positions ?? images.Labels).shape[0], batchSize);
    private long[]? _positions = positions?.data<long>().ToArray();

    public int Images => _bounds.Images;

    public int Batches => _bounds.Batches;

    public void StartEpoch(int epoch)
    {
        _order.Start(epoch);
        _positions = _order.Positions?.data<long>().ToArray();
    }

    public Batch Batch(int number)
    {
        var (from, to) = _bounds.Of(number);
        if (_positions is not null)
            return images.Gather(_positions.AsSpan(from, to - from));
        var run = new long[to - from];
        for (var i = 0; i < run.Length; i++)
            run[i] = from + i;
        return images.Gather(run);
    }

    public void Dispose() => _order.Dispose();
}
