using System.Numerics.Tensors;

namespace MlNetCnn;

/// <summary>What values a tensor takes: first between which they lie, then, in a second pass, how they are spread.</summary>
internal sealed class ValueHistogram
{
    private const int Bins = 4096;

    private readonly long[] _counts = new long[Bins];
    private float _least = float.PositiveInfinity;
    private float _greatest = float.NegativeInfinity;

    /// <summary>Whether every value so far was a finite number.</summary>
    public bool IsFinite => float.IsFinite(_least) && float.IsFinite(_greatest);

    /// <summary>The first pass.</summary>
    public void Extend(ReadOnlySpan<float> values)
    {
        // A NaN comes through both.
        _least = Math.Min(_least, TensorPrimitives.Min(values));
        _greatest = Math.Max(_greatest, TensorPrimitives.Max(values));
    }

    /// <summary>The second pass, over the same values.</summary>
    public void Count(ReadOnlySpan<float> values)
    {
        var perBin = (Bins - 1) / Math.Max(_greatest - _least, float.Epsilon);
        foreach (var value in values)
            _counts[Math.Clamp((int)((value - _least) * perBin), 0, Bins - 1)]++;
    }

    /// <summary>The range between the given percentiles, 0 included.</summary>
    public TensorRange Range(double percentile)
    {
        if (percentile == 100)
            return Range(_least, _greatest);
        var outside = (long)(_counts.Sum() * (100 - percentile) / 100);
        var (first, last) = (0, Bins - 1);
        for (var seen = _counts[0]; seen <= outside && first < Bins - 1;)
            seen += _counts[++first];
        for (var seen = _counts[Bins - 1]; seen <= outside && last > first;)
            seen += _counts[--last];
        var width = (_greatest - _least) / (Bins - 1);
        return Range(_least + first * width, Math.Min(_greatest, _least + (last + 1) * width));
    }

    private static TensorRange Range(float least, float greatest) => new(Math.Min(least, 0), Math.Max(greatest, 0));
}
