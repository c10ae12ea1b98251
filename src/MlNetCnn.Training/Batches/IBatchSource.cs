namespace MlNetCnn.Training;

/// <summary>Images in batches, in an order that may change from epoch to epoch.</summary>
internal interface IBatchSource : IDisposable
{
    /// <summary>All images of an epoch.</summary>
    int Images { get; }

    /// <summary>The batches of an epoch.</summary>
    int Batches { get; }

    /// <summary>Fixes the order of an epoch, counted from 1, by the seed and the epoch alone.</summary>
    void StartEpoch(int epoch);

    /// <summary>A batch of the current epoch, counted from 0; its tensors belong to the caller's dispose scope.</summary>
    Batch Batch(int number);
}
