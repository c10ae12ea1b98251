namespace MlNetCnn.Experiments;

/// <summary>The cost that accuracy is plotted against.</summary>
public enum ComparisonCost
{
    /// <summary>MACs for one image.</summary>
    Macs,

    /// <summary>Number of trainable parameters.</summary>
    Parameters,

    /// <summary>Size of the model file.</summary>
    ModelBytes,

    TrainingMemory,

    /// <summary>Training time of one image.</summary>
    TrainingTime,

    /// <summary>Median time to score a single image.</summary>
    Latency,

    /// <summary>Time to score one image within a batch.</summary>
    ScoringTime,
}
