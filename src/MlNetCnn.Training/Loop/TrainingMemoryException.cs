namespace MlNetCnn.Training;

/// <summary>Memory ran out during training. The message says which batch size would fit by the estimate.</summary>
public sealed class TrainingMemoryException : Exception
{
    internal TrainingMemoryException(string device, int batchSize, MemoryEstimate estimate, Exception inner)
        : base($"The training option BatchSize is {batchSize}, but the memory of {device} ran out: {estimate.Advice(batchSize)}.", inner)
    {
        Device = device;
        BatchSize = batchSize;
        FittingBatchSize = estimate.Fitting(batchSize);
    }

    /// <summary><c>cpu</c> or <c>cuda:N</c>.</summary>
    public string Device { get; }

    /// <summary>The images of a step that did not fit.</summary>
    public int BatchSize { get; }

    /// <summary>
    /// How many would fit by the estimate, in what was free when training began; null where not even one would. The estimate is for
    /// 32-bit floats on the CPU: bfloat16 needs less.
    /// </summary>
    public int? FittingBatchSize { get; }

    /// <summary>Whether libtorch, or .NET, says that memory ran out.</summary>
    internal static bool IsCause(Exception e) => e is OutOfMemoryException || e is System.Runtime.InteropServices.ExternalException
        && (e.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
            || e.Message.Contains("can't allocate memory", StringComparison.Ordinal)
            || e.Message.Contains("ALLOC_FAILED", StringComparison.Ordinal));
}
