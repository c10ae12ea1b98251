using System.Collections.Immutable;
using System.Globalization;

namespace MlNetCnn.Components;

/// <summary>An axis of a chart: positions from 0 to 1, and ticks.</summary>
internal sealed class ChartAxis
{
    private const int MostTicks = 6;

    private ChartAxis(double from, double to, bool isLogarithmic, IEnumerable<double> ticks)
    {
        (From, To, IsLogarithmic) = (from, to, isLogarithmic);
        Ticks = [.. ticks];
    }

    public double From { get; }

    public double To { get; }

    public bool IsLogarithmic { get; }

    public ImmutableArray<double> Ticks { get; }

    public static ChartAxis Linear(double from, double to)
    {
        if (to <= from)
        {
            // From zero, so that no rate falls below it, to little more than a single value: a learning rate of 0.001 must not look like 0.
            (from, to) = from == 0 ? (0, 1) : (Math.Min(0, from * 1.04), Math.Max(0, from * 1.04));
        }
        var step = RoundStep((to - from) / MostTicks);
        return new(from, to, false, Ticks());

        IEnumerable<double> Ticks()
        {
            for (var i = Math.Ceiling(from / step - 1e-9); i * step <= to + step * 1e-9; i++)
                yield return Math.Round(i * step, 12);
        }
    }

    public static ChartAxis Logarithmic(double from, double to)
    {
        var (low, high) = (Math.Floor(Math.Log10(from)), Math.Ceiling(Math.Log10(to)));
        if (high <= low)
            high = low + 1;
        var step = Math.Max(1, Math.Ceiling((high - low) / MostTicks));
        return new(Math.Pow(10, low), Math.Pow(10, high), true, Powers());

        IEnumerable<double> Powers()
        {
            for (var power = low; power <= high; power += step)
                yield return Math.Pow(10, power);
        }
    }

    /// <summary>Only a logarithmic axis ignores values at or below 0.</summary>
    public static ChartAxis Of(IEnumerable<double> values, bool isLogarithmic)
    {
        var shown = values.Where(v => double.IsFinite(v) && (!isLogarithmic || v > 0)).ToArray();
        if (shown.Length == 0)
            return Linear(0, 1);
        var (low, high) = (shown.Min(), shown.Max());
        return isLogarithmic ? Logarithmic(low, high) : Linear(low, high + (high - low) * 0.04);
    }

    public double Share(double value) =>
        IsLogarithmic ? Math.Log10(value / From) / Math.Log10(To / From) : (value - From) / (To - From);

    /// <summary>A short number: 0.0123, 1.2e-5.</summary>
    public static string Text(double value) => value switch
    {
        _ when !double.IsFinite(value) => "not a number",
        0 => "0",
        _ when Math.Abs(value) is >= 1e5 or < 1e-3 => value.ToString("0.###e0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };

    // 1, 2 or 5 times a power of ten.
    private static double RoundStep(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * (least / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }
}
