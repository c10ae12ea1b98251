namespace MlNetCnn.Training;

/// <summary>
/// Where batches begin and end among a number of images. A last batch of one image, which batch normalization cannot train on, is joined
/// to the one before it.
/// </summary>
internal readonly record struct BatchBounds(int Images, int BatchSize)
{
    public int Batches => Math.Max(1, (Images / BatchSize) + (Images % BatchSize > (BatchSize > 1 ? 1 : 0) ? 1 : 0));

    public (int From, int To) Of(int batch) => (batch * BatchSize, batch == Batches - 1 ? Images : (batch + 1) * BatchSize);
}
