using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>A set of images whose pixels lie in a cache file; only the labels are in memory.</summary>
/// <param name="file">One row an image; closed with the images.</param>
/// <param name="labels">[N] 64-bit, on the CPU.</param>
/// <param name="shape">Of one image.</param>
/// <param name="type">Byte or Float32.</param>
internal sealed class CachedImages(CacheFile file, Tensor labels, TensorShape shape, ScalarType type) : IImages
{
    private const int GatheredAtOnce = 1 << 20; // bytes of pixels

    private readonly long[] _labels = labels.data<long>().ToArray();

    public Tensor Labels { get; } = labels;

    public long ResidentBytes => 0;

    public IBatchSource InBatches(int batchSize, int? seed, Tensor? positions = null, bool pins = false, bool balances = false) =>
        new PrefetchedBatches(
            pins ? new PinnedBatches(new CachedBatches(this, batchSize, seed, positions, balances)) : new CachedBatches(this, batchSize, seed, positions, balances),
            atOnce: (int)Math.Max(1, GatheredAtOnce / ((long)batchSize * shape.Elements * (type == ScalarType.Byte ? 1 : sizeof(float)))));

    /// <summary>Copies the images at these positions into a batch. Uses no kernels of libtorch, whose threads belong to the training.</summary>
    public Batch Gather(ReadOnlySpan<long> positions)
    {
        var pixels = empty([positions.Length, .. shape.Dimensions.Select(d => (long)d)], type);
        var labels = empty([positions.Length], ScalarType.Int64);
        var (target, targetLabels) = (new TensorRows(pixels), new TensorRows(labels));
        for (var i = 0; i < positions.Length; i++)
        {
            file[positions[i]].CopyTo(target[i]);
            BitConverter.TryWriteBytes(targetLabels[i], _labels[positions[i]]);
        }
        return new Batch(pixels, labels);
    }

    public void Dispose()
    {
        file.Dispose();
        Labels.Dispose();
    }
}
