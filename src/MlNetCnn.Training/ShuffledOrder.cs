using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>
/// The order of the images in each epoch, decided by the seed alone. A last batch of one image, which batch normalization cannot train
/// on, is joined to the one before it.
/// </summary>
internal sealed class ShuffledOrder(int images, int batchSize, int seed) : IDisposable
{
    private readonly Generator _generator = new((ulong)seed, CPU);
    private Tensor? _order;

    public int Batches { get; } = Math.Max(1, images / batchSize + (images % batchSize > (batchSize > 1 ? 1 : 0) ? 1 : 0));

    public void Shuffle()
    {
        _order?.Dispose();
        _order = randperm(images, generator: _generator).DetachFromDisposeScope(); // [N]
    }

    /// <summary>The positions of the images of a batch, from 0.</summary>
    public Tensor Batch(int batch) =>
        _order!.slice(0, (long)batch * batchSize, batch == Batches - 1 ? images : (batch + 1L) * batchSize, 1);

    public void Dispose()
    {
        _order?.Dispose();
        _generator.Dispose();
    }
}
