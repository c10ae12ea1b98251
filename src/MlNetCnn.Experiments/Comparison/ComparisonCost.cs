namespace MlNetCnn.Experiments;

/// <summary>What accuracy is weighed against.</summary>
public enum ComparisonCost
{
    /// <summary>Multiply-accumulates for one image.</summary>
    Macs,

    /// <summary>Trainable values.</summary>
    Parameters,

    /// <summary>The size of the model's file.</summary>
    ModelBytes,

    /// <summary>Memory that training takes.</summary>
    TrainingMemory,

    /// <summary>Time of training an image.</summary>
    TrainingTime,

    /// <summary>The median time of scoring one image alone.</summary>
    Latency,

    /// <summary>Time of scoring an image in batches.</summary>
    ScoringTime,
}
