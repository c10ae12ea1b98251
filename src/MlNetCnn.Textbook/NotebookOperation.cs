namespace MlNetCnn.Textbook;

/// <summary>An operation of the notebook that slides a window over an input.</summary>
internal enum NotebookOperation
{
    /// <summary>Cross-correlation with a kernel.</summary>
    CrossCorrelation,

    /// <summary>The largest value of each window.</summary>
    MaxPooling,

    /// <summary>The mean of each window.</summary>
    AveragePooling,
}
