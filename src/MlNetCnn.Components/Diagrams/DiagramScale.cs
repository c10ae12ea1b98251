namespace MlNetCnn.Components;

/// <summary>
/// The drawing units per pixel, channel and value of a flat vector, from the largest of each; logarithmic to keep small ones visible beside
/// large ones.
/// </summary>
internal sealed record DiagramScale(int LargestSide, int MostChannels, int LongestVector, bool IsLogarithmic = false)
{
    private const double FullSide = 150, FullChannels = 56, FullVector = 150;
    private const double LeastSide = 2, LeastChannels = 3, LeastVector = 4;

    /// <summary>A common scale, so that networks can be compared.</summary>
    internal static DiagramScale Of(IEnumerable<PlanAttempt> attempts, bool isLogarithmic = false)
    {
        var shapes = attempts.SelectMany(a => a.Reached.Select(l => l.Output).Prepend(a.Input)).ToArray();
        return new(
            shapes.Where(s => s.IsImage).Max(s => Math.Max(s.Height, s.Width)),
            shapes.Where(s => s.IsImage).Max(s => s.Channels),
            shapes.Where(s => s.IsFlat).Select(s => s.Elements).DefaultIfEmpty(1).Max(),
            isLogarithmic);
    }

    public double Side(int pixels) => Math.Max(LeastSide, FullSide * Share(pixels, LargestSide));

    public double Channels(int channels) => Math.Max(LeastChannels, FullChannels * Share(channels, MostChannels));

    public double Vector(int length) => Math.Max(LeastVector, FullVector * Share(length, LongestVector));

    private double Share(int value, int largest) => IsLogarithmic ? Math.Log2(1.0 + value) / Math.Log2(1.0 + largest) : (double)value / largest;
}
