using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

internal static class RowWords
{
    // The usual significance level; the p-value itself is shown too.
    private const double Significant = 0.05;

    /// <summary>The network with the settings that differ.</summary>
    public static string Name(ComparisonRow row) => row.Settings.Count == 0 ? row.Architecture : $"{row.Architecture} {row.SettingsText}";

    /// <summary>Names the curves of a row, which are the mean of its runs.</summary>
    public static string CurveName(ComparisonRow row) => row.Runs.Length == 1 ? Name(row) : $"{Name(row)} (mean of {row.Runs.Length:N0} runs)";

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
