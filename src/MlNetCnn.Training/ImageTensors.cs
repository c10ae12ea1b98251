using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>A set of images resident in memory: pixels [N, C, H, W] as bytes or floats, labels [N] as 64-bit class numbers from 0.</summary>
internal sealed class ImageTensors(Tensor pixels, Tensor labels) : IImages
{
    public Tensor Pixels { get; } = pixels;

    public Tensor Labels { get; } = labels;

    public int Count => (int)Labels.shape[0];

    public long ResidentBytes => Pixels.NumberOfElements * Pixels.ElementSize;

    public IBatchSource InBatches(int batchSize, int? seed, Tensor? positions = null) => new ResidentBatches(this, batchSize, seed, positions);

    public ImageTensors To(Device device) => new(Pixels.to(device), Labels.to(device));

    public void Dispose()
    {
        Pixels.Dispose();
        Labels.Dispose();
    }
}
