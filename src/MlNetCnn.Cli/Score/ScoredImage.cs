namespace MlNetCnn.Cli;

/// <summary>What a model says of an image file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Width">Its width before it was resized.</param>
/// <param name="Height">Its height before it was resized.</param>
/// <param name="Resized">Whether it was.</param>
/// <param name="Probabilities">One a class, in the model's order.</param>
internal sealed record ScoredImage(string Path, int Width, int Height, bool Resized, float[] Probabilities)
{
    /// <summary>The numbers of the k likeliest classes, the likeliest first.</summary>
    public IEnumerable<int> Top(int k) => Enumerable.Range(0, Probabilities.Length).OrderByDescending(i => Probabilities[i]).Take(k);
}
