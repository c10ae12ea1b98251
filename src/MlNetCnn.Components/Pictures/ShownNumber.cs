using System.Globalization;

namespace MlNetCnn.Components;

internal static class ShownNumber
{
    /// <summary>From 0 to 1 as 87.3 %.</summary>
    public static string Percent(double? share) => share is { } s && double.IsFinite(s) ? PercentText.Of(s) : "—";

    /// <summary>Four significant digits: <c>0.01234</c>, <c>−12.5</c>.</summary>
    public static string Value(float value) => value.ToString("0.####", CultureInfo.InvariantCulture) is var plain && (value == 0 || Math.Abs(value) is >= 0.01f and < 100_000)
        ? plain.Replace('-', '−')
        : value.ToString("0.###e0", CultureInfo.InvariantCulture).Replace('-', '−');
}
