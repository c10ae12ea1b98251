namespace MlNetCnn.Experiments;

internal static class FigureText
{
    /// <summary>For example <c>80.7 % (95 % interval 77.3–83.6 %)</c>.</summary>
    public static string Of(double share, ConfidenceInterval? interval) =>
        PercentText.Of(share) + (interval is null ? "" : $" (95 % interval {interval})");

    /// <summary>The same under a heading that names the interval: <c>80.7 % (77.3–83.6 %)</c>.</summary>
    public static string Short(double share, ConfidenceInterval? interval) =>
        PercentText.Of(share) + (interval is null ? "" : $" ({interval})");
}
