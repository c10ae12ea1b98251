using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Batches gathered from images resident in memory: shuffled by a seed, or in order where there is none.</summary>
internal sealed class ResidentBatches(ImageTensors images, int batchSize, int? seed) : IBatchSource
{
    private readonly BatchBounds _bounds = new(images.Count, batchSize);
    private Tensor? _order;

    public int Images => images.Count;

    public int Batches => _bounds.Batches;

    public void StartEpoch(int epoch)
    {
        if (seed is not { } given)
            return;
        _order?.Dispose();
        using var generator = new Generator(RandomSeed.Of(given, epoch), CPU);
        _order = randperm(images.Count, generator: generator).to(images.Labels.device).DetachFromDisposeScope(); // [N]
    }

    public Batch Batch(int number)
    {
        var (from, to) = _bounds.Of(number);
        if (_order is null)
            return new Batch(images.Pixels.slice(0, from, to, 1), images.Labels.slice(0, from, to, 1));
        using var positions = _order.slice(0, from, to, 1);
        return new Batch(images.Pixels.index_select(0, positions), images.Labels.index_select(0, positions));
    }

    public void Dispose() => _order?.Dispose();
}
