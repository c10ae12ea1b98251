using System.Text.Json.Serialization;

namespace MlNetCnn.Experiments;

public sealed record RunResult
{
    /// <summary>Metrics on the test images; null where the data have none.</summary>
    public TestScore? Test { get; init; }

    /// <summary>
    /// Metrics on the validation images where the data have no test images, else null. Biased upwards, since the best epoch was chosen on
    /// these images.
    /// </summary>
    public TestScore? Validation { get; init; }

    internal TestScore? Measured => Test ?? Validation;

    /// <summary>The split of <see cref="Measured"/>: <c>test</c> or <c>validation</c>.</summary>
    internal string MeasuredOn => Test is null && Validation is not null ? "validation" : "test";

    /// <summary>Input shape of the network; null in results of older versions.</summary>
    public TensorShape? Input { get; init; }

    /// <summary>Whether <c>model.zip</c> takes the paths of image files; otherwise it takes pixels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool TakesFiles { get; init; }

    public required int Epochs { get; init; }

    /// <summary>Training time of all epochs in seconds, without loading, testing and epochs lost with a worker.</summary>
    public required double TrainingSeconds { get; init; }

    /// <summary>Training throughput in images/s over all epochs, without validation.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Peak memory of the process in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>Increase of the peak by training in bytes; host memory only, also on a GPU.</summary>
    public required long TrainingMemoryBytes { get; init; }

    /// <summary>Number of trainable parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>Multiply-accumulates for one image.</summary>
    public required long Macs { get; init; }

    public required long WeightBytes { get; init; }

    /// <summary>Size of <c>model.onnx</c> in bytes.</summary>
    public required long ModelBytes { get; init; }
}
