using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>A set of images resident in memory: pixels [N, C, H, W] as bytes or floats, labels [N] as 64-bit class numbers from 0.</summary>
internal sealed class ImageTensors(Tensor pixels, Tensor labels) : IImages
{
    public Tensor Pixels { get; private set; } = pixels;

    public Tensor Labels { get; private set; } = labels;

    public int Count => (int)Labels.shape[0];

    public long ResidentBytes => Pixels.NumberOfElements * Pixels.ElementSize;

    public IBatchSource InBatches(int batchSize, int? seed, Tensor? positions = null, bool pins = false, bool balances = false)
    {
        var batches = new ResidentBatches(this, batchSize, seed, positions, balances);
        return pins && Pixels.device_type == DeviceType.CPU ? new PrefetchedBatches(new PinnedBatches(batches)) : batches;
    }

    /// <summary>Moves them to a device for good, as they are stored: batches are gathered there from then on.</summary>
    public void MoveTo(Device device)
    {
        var (pixels, labels) = (Pixels.to(device).DetachFromDisposeScope(), Labels.to(device).DetachFromDisposeScope());
        Dispose();
        (Pixels, Labels) = (pixels, labels);
    }

    public void Dispose()
    {
        Pixels.Dispose();
        Labels.Dispose();
    }
}
