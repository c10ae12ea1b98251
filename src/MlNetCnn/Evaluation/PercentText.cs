using System.Globalization;

namespace MlNetCnn;

internal static class PercentText
{
    /// <summary>From 0 to 1 as <c>87.3 %</c>, in any culture.</summary>
    public static string Of(double share) => $"{Number(share)} %";

    /// <summary>From 0 to 1 as <c>87.3</c>.</summary>
    public static string Number(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);
}
