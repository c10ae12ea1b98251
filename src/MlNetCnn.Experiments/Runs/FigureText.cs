namespace MlNetCnn.Experiments;

internal static class FigureText
{
    /// <summary>For example <c>0.8067 (95 % interval 0.7731–0.8363)</c>.</summary>
    public static string Of(double share, ConfidenceInterval? interval) =>
        FormattableString.Invariant($"{share:0.0000}") + (interval is null ? "" : $" (95 % interval {interval})");

    /// <summary>The same under a heading that names the interval: <c>0.8067 (0.7731–0.8363)</c>.</summary>
    public static string Short(double share, ConfidenceInterval? interval) =>
        FormattableString.Invariant($"{share:0.0000}") + (interval is null ? "" : $" ({interval})");
}
