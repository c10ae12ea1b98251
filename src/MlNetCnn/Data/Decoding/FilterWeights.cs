namespace MlNetCnn;

/// <summary>
/// For each target position along one direction: where its source pixels begin, and their weights, which add up to 1. All have the same
/// number of them, some of weight 0, so that loops over them are predictable.
/// </summary>
internal sealed class FilterWeights
{
    private readonly float[] _weights;

    private FilterWeights(int length, int count) => (First, Count, _weights) = (new int[length], count, new float[length * count]);

    public int[] First { get; }

    public int Count { get; }

    public ReadOnlySpan<float> Of(int position) => _weights.AsSpan(position * Count, Count);

    /// <summary>The weights that bring a part of the source to a length.</summary>
    /// <param name="source">The source's length in pixels.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="extent">How long it is.</param>
    /// <param name="length">How many pixels it becomes.</param>
    public static FilterWeights Of(int source, double start, double extent, int length)
    {
        var scale = extent / length;
        var support = Math.Max(scale, 1);
        var weights = new FilterWeights(length, Math.Min(source, (int)Math.Ceiling(2 * support)));
        for (var i = 0; i < length; i++)
        {
            var center = start + (i + 0.5) * scale;
            var first = Math.Clamp((int)(center - support + 0.5), 0, source - weights.Count);
            var row = weights._weights.AsSpan(i * weights.Count, weights.Count);
            var sum = 0.0;
            for (var k = 0; k < row.Length; k++)
                sum += Triangle((first + k + 0.5 - center) / support);
            for (var k = 0; k < row.Length; k++)
                row[k] = sum > 0 ? (float)(Triangle((first + k + 0.5 - center) / support) / sum) : 1f / row.Length;
            weights.First[i] = first;
        }
        return weights;
    }

    private static double Triangle(double distance) => Math.Max(0, 1 - Math.Abs(distance));
}
