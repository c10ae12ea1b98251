using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

internal static class RowWords
{
    // The usual significance level; the p-value itself is shown too.
    private const double Significant = 0.05;

    /// <summary>The network with the settings that differ.</summary>
    public static string Name(ComparisonRow row) => row.Settings.Count == 0 ? row.Architecture : $"{row.Architecture}, {Settings(row)}";

    /// <summary>The settings that differ: <c>learning rate 0.1, momentum 0.9</c>.</summary>
    public static string Settings(ComparisonRow row) => string.Join(", ", row.Settings.Select(s => $"{Lower(SettingWords.Label(s.Key))} {Value(row, s.Key)}"));

    /// <summary>A setting's value, a data set by its name.</summary>
    public static string Value(ComparisonRow row, string setting) => setting == "data" ? RunWords.Data(row.Settings[setting]) : row.Settings[setting];

    // Not the abbreviations among them.
    private static string Lower(string label) => label.Length > 1 && char.IsUpper(label[1]) ? label : char.ToLowerInvariant(label[0]) + label[1..];

    /// <summary>Names the curves of a row, which are the mean of its runs.</summary>
    public static string CurveName(ComparisonRow row) => row.Runs.Length == 1 ? Name(row) : $"{Name(row)} (mean of {row.Runs.Length:N0} runs)";

    /// <summary>How a value differs from the baseline's: in points for shares, else as a ratio; null where one is missing.</summary>
    public static string? Difference(ComparisonColumn column, ComparisonRow row, ComparisonRow baseline) =>
        column.Best is null || column.Value!(row) is not { } value || column.Value(baseline) is not { } other || ReferenceEquals(row, baseline) ? null
        : column.Key is "accuracy" or "f1" ? FormattableString.Invariant($"{100 * (value - other):+0.0;−0.0;±0.0} points")
        : other == 0 ? null
        : FormattableString.Invariant($"×{value / other:0.00}");

    /// <summary>Whether a row is significantly less accurate than the best.</summary>
    public static string Verdict(ComparisonRow row, ComparisonRow best) => row.Accuracy is null ? "accuracy not measured"
        : row.AgainstBest is { } test
        ? test.PValue < Significant ? "worse than the best by more than chance" : "may be as good as the best"
        : ReferenceEquals(row, best) ? $"the most accurate{(row.TestAccuracy is null ? " on validation images" : "")}" : row.IsRanked ? "not comparable: its predictions are not at hand" : "not ranked: measured on other images";

    /// <summary>Why the speeds are not comparable, as a sentence, or null.</summary>
    public static string? SpeedDoubt(IReadOnlyCollection<ComparisonRow> rows)
    {
        if (rows.All(r => r.Speed is null))
            return "How fast they score was not measured yet.";
        if (rows.Any(r => r.IsSpeedStale))
            return $"* Stale: measured on {string.Join(", ", rows.Select(r => r.Speed?.Machine).OfType<string>().Distinct())}, and this machine is {Environment.MachineName}. Measure again.";
        if (rows.Any(r => r.Speed is null))
            return "How fast they score was not measured for all. Measure again.";
        // One measurement gives all rows the same time.
        return rows.Select(r => r.Speed!.MeasuredAt).Distinct().Count() > 1 ? "The speeds were not measured in turns of one go, so small differences mean little. Measure again." : null;
    }
}
