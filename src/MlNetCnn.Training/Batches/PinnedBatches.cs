namespace MlNetCnn.Training;

/// <summary>
/// Batches in memory that the system may not move, from which a GPU takes them by itself while the processor goes on; for batches
/// that are prepared beforehand, outside of any dispose scope.
/// </summary>
internal sealed class PinnedBatches(IBatchSource source) : IBatchSource
{
    public int Images => source.Images;

    public int Batches => source.Batches;

    public void StartEpoch(int epoch) => source.StartEpoch(epoch);

    public Batch Batch(int number)
    {
        var batch = source.Batch(number);
        using (batch.Pixels)
        using (batch.Labels)
            return batch with { Pixels = batch.Pixels.pin_memory(), Labels = batch.Labels.pin_memory() };
    }

    public void Dispose() => source.Dispose();
}
