using System.Globalization;

namespace MlNetCnn.Dashboard;

/// <summary>One axis of parallel coordinates: a value of each line, and where it lies.</summary>
/// <param name="Name">What the values are: <c>learning-rate</c>.</param>
/// <param name="Values">The value of each line, as text.</param>
/// <param name="Places">Where each value lies, from 0 at the bottom to 1 at the top; null where a line has none.</param>
public sealed record ParallelAxis(string Name, IReadOnlyList<string> Values, IReadOnlyList<double?> Places)
{
    /// <summary>Numbers, from the lowest to the highest.</summary>
    public static ParallelAxis OfNumbers(string name, IReadOnlyList<double?> values, IReadOnlyList<string> texts)
    {
        var known = values.OfType<double>().Where(double.IsFinite).ToArray();
        var (low, high) = known.Length == 0 ? (0, 0) : (known.Min(), known.Max());
        // Steps of factors, such as learning rates, are drawn at equal distances.
        var isLogarithmic = low > 0 && high / low > 20;
        return new ParallelAxis(name, texts, [.. values.Select(v => v is not { } value || !double.IsFinite(value) ? (double?)null
            : high == low ? 0.5
            : isLogarithmic ? Math.Log(value / low) / Math.Log(high / low)
            : (value - low) / (high - low))]);
    }

    /// <summary>Texts: by size where all are numbers, else each at a place of its own.</summary>
    public static ParallelAxis Of(string name, IReadOnlyList<string> texts)
    {
        double?[] numbers = [.. texts.Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : (double?)null)];
        if (numbers.All(n => n is not null))
            return OfNumbers(name, numbers, texts);
        var distinct = texts.Distinct().Order(StringComparer.Ordinal).ToArray();
        return new ParallelAxis(name, texts, [.. texts.Select(t => (double?)(distinct.Length == 1 ? 0.5 : (double)Array.IndexOf(distinct, t) / (distinct.Length - 1)))]);
    }
}
