using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>
/// Does with a batch's pixels what the exported graph will do, scale and normalize, and what only training does, augmentation and the
/// order of the values in memory.
/// </summary>
internal sealed class BatchPreparation : IDisposable
{
    private readonly float _scale;
    private readonly Tensor? _mean;
    private readonly Tensor? _std;
    private readonly Augmentation _augmentation;
    private readonly ImageOperations _operations;
    private readonly bool _isChannelsLast;
    private readonly int _seed;
    private readonly Device _device;

    public BatchPreparation(Preprocessing preprocessing, Augmentation augmentation, int seed, Device device, bool isChannelsLast = false)
    {
        _scale = preprocessing.Scale;
        _augmentation = augmentation;
        _operations = new ImageOperations(augmentation, seed, _scale);
        _seed = seed;
        _device = device;
        _isChannelsLast = isChannelsLast;
        if (!preprocessing.Mean.IsEmpty)
        {
            _mean = tensor(preprocessing.Mean.ToArray(), [1, preprocessing.Mean.Length, 1, 1]).to(device).DetachFromDisposeScope();
            _std = tensor(preprocessing.Std.ToArray(), [1, preprocessing.Std.Length, 1, 1]).to(device).DetachFromDisposeScope();
        }
    }

    /// <summary>The batch for evaluation: images [n, C, H, W] as floats ready for the first layer, and labels [n].</summary>
    public PreparedBatch Prepare(Batch batch) =>
        new(Arranged(Normalized(Scaled(OnDevice(batch.Pixels)))), OnDevice(batch.Labels));

    /// <summary>The batch for training, augmented by random numbers that follow from the seed, the epoch and the batch's number.</summary>
    public PreparedBatch Prepare(Batch batch, int epoch, int number)
    {
        if (_augmentation == Augmentation.None)
            return Prepare(batch);
        batch = _operations.Apply(batch, epoch, number);
        var labels = OnDevice(batch.Labels);
        var draws = new BatchDraws(labels.shape[0], RandomSeed.Of(_seed, epoch, number), _device);
        // As long as they are bytes, moving them costs a quarter.
        var pixels = Normalized(Scaled(CropAndFlip.Apply(OnDevice(batch.Pixels), _augmentation, draws)));
        if (_augmentation.Erasing > 0)
            pixels = RandomErasing.Apply(pixels, _augmentation, draws);
        var prepared = MixedImages.Apply(pixels, labels, _augmentation, draws);
        return prepared with { Pixels = Arranged(prepared.Pixels) };
    }

    public void Dispose()
    {
        _mean?.Dispose();
        _std?.Dispose();
    }

    // Without waiting for what the GPU has still to do: the copy takes its turn there, and memory that can be moved is read before this returns.
    private Tensor OnDevice(Tensor tensor) => tensor.to(_device, non_blocking: true);

    private Tensor Scaled(Tensor pixels)
    {
        var floats = pixels.to(ScalarType.Float32);
        if (_scale == 1)
            return floats;
        // What was bytes is a copy already; floats may be the images themselves.
        return pixels.dtype == ScalarType.Byte ? floats.Times_(_scale) : floats.Times(_scale);
    }

    private Tensor Normalized(Tensor pixels) => _mean is null ? pixels : pixels.sub(_mean).div_(_std!);

    private Tensor Arranged(Tensor pixels) => _isChannelsLast ? ChannelsLast.Arrange(pixels) : pixels;
}
