using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Batches gathered from images resident in memory.</summary>
internal sealed class ResidentBatches(ImageTensors images, int batchSize, int? seed, Tensor? positions = null, bool balances = false) : IBatchSource
{
    private readonly EpochOrder _order = new(images.Labels, positions, seed, balances);
    private readonly BatchBounds _bounds = new((int)(positions ?? images.Labels).shape[0], batchSize);

    public int Images => _bounds.Images;

    public int Batches => _bounds.Batches;

    public void StartEpoch(int epoch) => _order.Start(epoch);

    public Batch Batch(int number)
    {
        var (from, to) = _bounds.Of(number);
        if (_order.Positions is not { } order)
            return new Batch(images.Pixels.slice(0, from, to, 1), images.Labels.slice(0, from, to, 1));
        using var here = order.slice(0, from, to, 1);
        return new Batch(images.Pixels.index_select(0, here), images.Labels.index_select(0, here));
    }

    public void Dispose() => _order.Dispose();
}
