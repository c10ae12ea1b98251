namespace MlNetCnn;

/// <summary>For each target position along one direction: where its source pixels begin, how many there are, and their weights, which add up to 1.</summary>
internal sealed class FilterWeights
{
    private readonly float[] _weights;
    private readonly int _most;

    private FilterWeights(int length, int most) => (First, Count, _weights, _most) = (new int[length], new int[length], new float[length * most], most);

    public int[] First { get; }

    public int[] Count { get; }

    public ReadOnlySpan<float> Of(int position) => _weights.AsSpan(position * _most, Count[position]);

    /// <summary>The weights that bring a part of the source to a length.</summary>
    /// <param name="source">The source's length in pixels.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="extent">How long it is.</param>
    /// <param name="length">How many pixels it becomes.</param>
    public static FilterWeights Of(int source, double start, double extent, int length)
    {
        var scale = extent / length;
        var support = Math.Max(scale, 1);
        var weights = new FilterWeights(length, 2 * (int)Math.Ceiling(support) + 1);
        for (var i = 0; i < length; i++)
        {
            var centre = start + (i + 0.5) * scale;
            var first = Math.Clamp((int)(centre - support + 0.5), 0, source - 1);
            var count = Math.Clamp((int)(centre + support + 0.5), first + 1, source) - first;
            var row = weights._weights.AsSpan(i * weights._most, count);
            var sum = 0.0;
            for (var k = 0; k < count; k++)
                sum += Triangle((first + k + 0.5 - centre) / support);
            for (var k = 0; k < count; k++)
                row[k] = sum > 0 ? (float)(Triangle((first + k + 0.5 - centre) / support) / sum) : 1f / count;
            (weights.First[i], weights.Count[i]) = (first, count);
        }
        return weights;
    }

    private static double Triangle(double distance) => Math.Max(0, 1 - Math.Abs(distance));
}
