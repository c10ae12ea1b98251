namespace MlNetCnn.Training;

/// <summary>Batches whose images went through the operations of their own; prepared beforehand they cost the training nothing.</summary>
internal sealed class AugmentedBatches(IBatchSource source, ImageOperations operations) : IBatchSource
{
    private int _epoch = 1;

    public int Images => source.Images;

    public int Batches => source.Batches;

    public void StartEpoch(int epoch)
    {
        _epoch = epoch;
        source.StartEpoch(epoch);
    }

    public Batch Batch(int number)
    {
        var batch = source.Batch(number);
        var augmented = operations.Apply(batch, _epoch, number);
        if (!ReferenceEquals(augmented.Pixels, batch.Pixels))
            batch.Pixels.Dispose();
        return augmented;
    }

    public void Dispose() => source.Dispose();
}
