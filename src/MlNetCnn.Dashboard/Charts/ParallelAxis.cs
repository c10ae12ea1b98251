using System.Globalization;

namespace MlNetCnn.Dashboard;

/// <summary>
/// One axis of parallel coordinates, with the value of each line as text and its position from 0 (bottom) to 1 (top); null where a line has
/// none.
/// </summary>
public sealed record ParallelAxis(string Name, IReadOnlyList<string> Values, IReadOnlyList<double?> Places)
{
    public static ParallelAxis OfNumbers(string name, IReadOnlyList<double?> values, IReadOnlyList<string> texts)
    {
        var known = values.OfType<double>().Where(double.IsFinite).ToArray();
        var (low, high) = known.Length == 0 ? (0, 0) : (known.Min(), known.Max());
        // Values that differ by factors, such as learning rates, get a logarithmic axis.
        var isLogarithmic = low > 0 && high / low > 20;
        return new ParallelAxis(name, texts, [.. values.Select(v => v is not { } value || !double.IsFinite(value) ? (double?)null
            : high == low ? 0.5
            : isLogarithmic ? Math.Log(value / low) / Math.Log(high / low)
            : (value - low) / (high - low))]);
    }

    /// <summary>Ordered by size if all are numbers, else each at its own position.</summary>
    public static ParallelAxis Of(string name, IReadOnlyList<string> texts)
    {
        double?[] numbers = [.. texts.Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : (double?)null)];
        if (numbers.All(n => n is not null))
            return OfNumbers(name, numbers, texts);
        var distinct = texts.Distinct().Order(StringComparer.Ordinal).ToArray();
        return new ParallelAxis(name, texts, [.. texts.Select(t => (double?)(distinct.Length == 1 ? 0.5 : (double)Array.IndexOf(distinct, t) / (distinct.Length - 1)))]);
    }
}
