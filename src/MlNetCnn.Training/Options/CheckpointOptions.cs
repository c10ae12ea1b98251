namespace MlNetCnn.Training;

/// <summary>
/// Where and how often a run is written down, so that it can go on after its process ended, however it did. On the CPU a run that was
/// killed and resumed ends with the same weights, to the bit, as one that was not.
/// </summary>
/// <remarks>
/// The file is a ZIP: <c>manifest.json</c> with the network, the options, the position and the metrics so far; <c>weights.safetensors</c>,
/// in 32 bits whatever training computes in, with <see cref="TrainingOptions.WeightAverage"/> <c>average.safetensors</c>, and with
/// validation data <c>best.safetensors</c>; <c>optimizer.bin</c>, TorchSharp's own format. There is no random state in it:
/// orders, augmentation and dropout follow from seed, epoch and batch. Dropout on a GPU too draws the same again, but its kernels may
/// add up in another order.
/// </remarks>
/// <param name="Path">The file; its folder must be there. One run at a time may use it; another one is refused.</param>
public sealed record CheckpointOptions(string Path)
{
    /// <summary>Written each time so many epochs are over, at least 1, or null for never. Default: 1.</summary>
    public int? EveryEpochs { get; init; } = 1;

    /// <summary>Written within an epoch too, when so many minutes have passed since the last time; 0 is after every batch. Default: null, never.</summary>
    public double? EveryMinutes { get; init; }

    /// <summary>
    /// Whether <c>Fit</c> goes on from the file where there is one; a run that had ended there gives its model at once, or goes on where
    /// more epochs are asked for. Otherwise it starts anew and overwrites the file. Default: true.
    /// </summary>
    public bool Resume { get; init; } = true;

    /// <summary>Told when the file cannot be written, where training is to go on all the same. Default: null, it ends.</summary>
    internal Action<IOException>? WriteFailed { get; init; }
}
