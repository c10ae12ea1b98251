namespace MlNetCnn.Textbook;

/// <summary>A sliding-window operation of the notebook.</summary>
internal enum NotebookOperation
{
    CrossCorrelation,

    MaxPooling,

    AveragePooling,
}
