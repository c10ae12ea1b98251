using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>How much of the differences in accuracy goes with a setting.</summary>
/// <param name="Setting">Its name, or <c>network</c>.</param>
/// <param name="Values">How many values it has.</param>
/// <param name="Share">
/// The share of the accuracies' variance that lies between its values, from 0 to 1: ε² of a one-way analysis of variance (Kelley 1935), which
/// takes off what chance alone would give. Settings that change together share what they explain.
/// </param>
public sealed record SettingImportance(string Setting, int Values, double Share)
{
    /// <summary>The settings by their share in the ranked rows, which are measured on the same images, the largest first; those with as many values as there are choices say nothing and are left out.</summary>
    public static ImmutableArray<SettingImportance> Of(IReadOnlyCollection<ComparisonRow> rows)
    {
        var measured = rows.Where(row => row.IsRanked).ToArray();
        return [.. measured.SelectMany(row => row.Settings.Keys).Distinct().Select(name => Of(name, measured, row => row.Settings[name]))
            .Append(Of("network", measured, row => row.Architecture)).OfType<SettingImportance>().OrderByDescending(importance => importance.Share).ThenBy(importance => importance.Setting, StringComparer.Ordinal)];
    }

    private static SettingImportance? Of(string name, ComparisonRow[] rows, Func<ComparisonRow, string> value)
    {
        var groups = rows.GroupBy(value, row => row.Accuracy!.Mean).Select(group => group.ToArray()).ToArray();
        if (groups.Length < 2 || groups.Length == rows.Length)
            return null;
        var mean = rows.Average(row => row.Accuracy!.Mean);
        var (within, total) = (groups.Sum(group => Squares(group, group.Average())), Squares(rows.Select(row => row.Accuracy!.Mean), mean));
        var chance = (groups.Length - 1) * within / (rows.Length - groups.Length);
        return new(name, groups.Length, total == 0 ? 0 : Math.Clamp((total - within - chance) / total, 0, 1));
    }

    private static double Squares(IEnumerable<double> values, double mean) => values.Sum(value => (value - mean) * (value - mean));
}
