using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Does with a batch's pixels what the exported graph will do: scale and normalize.</summary>
internal sealed class BatchPreparation : IDisposable
{
    private readonly float _scale;
    private readonly Tensor? _mean;
    private readonly Tensor? _std;

    public BatchPreparation(Preprocessing preprocessing)
    {
        _scale = preprocessing.Scale;
        if (!preprocessing.Mean.IsEmpty)
        {
            _mean = tensor(preprocessing.Mean.ToArray(), [1, preprocessing.Mean.Length, 1, 1]);
            _std = tensor(preprocessing.Std.ToArray(), [1, preprocessing.Std.Length, 1, 1]);
        }
    }

    /// <summary>Images [n, C, H, W] as floats ready for the first layer, and labels [n], both on the device.</summary>
    public (Tensor Pixels, Tensor Labels) Prepare(Batch batch, Device device)
    {
        var pixels = batch.Pixels.to(device).to(ScalarType.Float32);
        if (_scale != 1)
            pixels = pixels.mul(_scale);
        if (_mean is not null)
            pixels = pixels.sub(_mean.to(device)).div_(_std!.to(device));
        return (pixels, batch.Labels.to(device));
    }

    public void Dispose()
    {
        _mean?.Dispose();
        _std?.Dispose();
    }
}
