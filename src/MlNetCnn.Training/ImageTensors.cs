using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>A set of images resident in memory: pixels [N, C, H, W] as bytes or floats, labels [N] as 64-bit class numbers from 0.</summary>
internal sealed class ImageTensors(Tensor pixels, Tensor labels) : IDisposable
{
    public Tensor Pixels { get; } = pixels;

    public Tensor Labels { get; } = labels;

    public int Count => (int)Labels.shape[0];

    /// <summary>The images with these positions, as a set of its own.</summary>
    public ImageTensors Take(Tensor positions) => new(Pixels.index_select(0, positions), Labels.index_select(0, positions));

    /// <summary>How many images there are of each class.</summary>
    public long[] ImagesByClass(int classes)
    {
        using var counts = Labels.bincount(weights: null, minlength: classes);
        return [.. counts.data<long>()];
    }

    public ImageTensors To(Device device) => new(Pixels.to(device), Labels.to(device));

    public void Dispose()
    {
        Pixels.Dispose();
        Labels.Dispose();
    }
}
