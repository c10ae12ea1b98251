namespace MlNetCnn.Training;

/// <summary>How much of a pretrained network is trained.</summary>
public enum TransferMode
{
    /// <summary>All layers from the first step on, by the architecture's own recipe.</summary>
    Full,

    /// <summary>
    /// Only the layer for the classes, on features that are computed once; a linear one is solved to convergence (multinomial logistic
    /// regression), any other is trained in epochs.
    /// </summary>
    Head,

    /// <summary>The layer for the classes first, then the last layers too, at a lower rate.</summary>
    FineTune,
}
