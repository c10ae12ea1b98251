namespace MlNetCnn.Cli;

/// <summary>The prediction for an image file: its size before resizing, and the probabilities in the model's class order.</summary>
internal sealed record ScoredImage(string Path, int Width, int Height, bool Resized, float[] Probabilities, bool? IsKnown)
{
    /// <summary>Indices of the k most likely classes, most likely first.</summary>
    public IEnumerable<int> Top(int k) => Enumerable.Range(0, Probabilities.Length).OrderByDescending(i => Probabilities[i]).Take(k);
}
