namespace MlNetCnn.Experiments;

/// <summary>What a run came to.</summary>
public sealed record RunResult
{
    /// <summary>How the model did on the test images, or null where the data have none.</summary>
    public TestScore? Test { get; init; }

    /// <summary>
    /// Where the data have no test images but validation images of their own: how the model did on those. They chose the best epoch, so
    /// the figures flatter it. Null otherwise.
    /// </summary>
    public TestScore? Validation { get; init; }

    /// <summary>The figures of <see cref="Test"/>, or else of <see cref="Validation"/>.</summary>
    internal TestScore? Measured => Test ?? Validation;

    /// <summary>What <see cref="Measured"/> is of: <c>test</c> or <c>validation</c>.</summary>
    internal string MeasuredOn => Test is null && Validation is not null ? "validation" : "test";

    /// <summary>The shape of an image as the network got it; null in results of versions that did not keep it.</summary>
    public TensorShape? Input { get; init; }

    /// <summary>The epochs that were trained.</summary>
    public required int Epochs { get; init; }

    /// <summary>The time the epochs took together, in seconds; without loading, testing and what was lost when a worker died.</summary>
    public required double TrainingSeconds { get; init; }

    /// <summary>Training images a second over all epochs, validation not counted.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>The most memory the process held, in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>By how much training raised that, in bytes; on a GPU the memory of the host only.</summary>
    public required long TrainingMemoryBytes { get; init; }

    /// <summary>The number of trainable values.</summary>
    public required long Parameters { get; init; }

    /// <summary>Multiply-accumulates for one image.</summary>
    public required long Macs { get; init; }

    /// <summary>The bytes of all weights.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>The size of <c>model.onnx</c> in bytes.</summary>
    public required long ModelBytes { get; init; }
}
