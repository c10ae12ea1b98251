using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace MlNetCnn.Training;

/// <summary>How the values of one tensor of weights are spread.</summary>
/// <param name="Name">The tensor's name: <c>conv1.weight</c>.</param>
/// <param name="Least">The smallest value.</param>
/// <param name="Largest">The largest value.</param>
/// <param name="Counts">How many values lie in each of 32 intervals of equal width from the smallest to the largest.</param>
public sealed record WeightHistogram(string Name, double Least, double Largest, ImmutableArray<int> Counts)
{
    private const int Intervals = 32;

    internal static ImmutableArray<WeightHistogram> Of(Weights weights) =>
        [.. weights.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => Of(w.Key, w.Value.Values.Span))];

    private static WeightHistogram Of(string name, ReadOnlySpan<float> values)
    {
        var (least, largest) = ((double)TensorPrimitives.Min(values), (double)TensorPrimitives.Max(values));
        var counts = new int[Intervals];
        var scale = largest > least ? Intervals / (largest - least) : 0;
        foreach (var value in values)
            counts[Math.Min((int)((value - least) * scale), Intervals - 1)]++;
        return new WeightHistogram(name, least, largest, [.. counts]);
    }
}
