using System.Collections.Immutable;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>What a page of compared runs shows, so that its address shows the same again.</summary>
/// <param name="Runs">The runs by name; empty where a group is compared.</param>
/// <param name="Group">The group, or null.</param>
internal sealed record ComparisonAddress(ImmutableArray<string> Runs, string? Group)
{
    public const string Page = "runs/compare";

    /// <summary>What accuracy is weighed against.</summary>
    public ComparisonCost Cost { get; init; }

    /// <summary>Whether costs are drawn by their powers of ten.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>The column that lines are ordered by. Default: the order of the comparison, the most accurate first.</summary>
    public ComparisonColumn? Sort { get; init; }

    /// <summary>Whether from the highest to the lowest.</summary>
    public bool IsDescending { get; init; }

    /// <summary>Whether the curves are those of the training images where there are others.</summary>
    public bool HasTrainingCurves { get; init; }

    public bool IsEmpty => Runs.IsEmpty && Group is null;

    /// <summary>Reads the parts behind '?'; what is missing or cannot be used is the default.</summary>
    public static ComparisonAddress Of(string? runs, string? group, string? cost, string? scale, string? sort, string? order, string? curve) =>
        new([.. (runs ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()], string.IsNullOrWhiteSpace(group) ? null : group)
        {
            Cost = ComparisonCosts.Find(cost) ?? ComparisonCost.Macs,
            IsLogarithmic = scale == "log",
            Sort = ComparisonColumn.All.FirstOrDefault(c => c.Key == sort),
            IsDescending = order == "down",
            HasTrainingCurves = curve == "training",
        };

    /// <summary>The address below the base.</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        if (!Runs.IsEmpty)
            parts.Add($"runs={string.Join(',', Runs.Select(Uri.EscapeDataString))}");
        if (Group is not null)
            parts.Add($"group={Uri.EscapeDataString(Group)}");
        if (Cost != ComparisonCost.Macs)
            parts.Add($"cost={Cost.Name()}");
        if (IsLogarithmic)
            parts.Add("scale=log");
        if (Sort is not null)
            parts.Add($"sort={Sort.Key}&order={(IsDescending ? "down" : "up")}");
        if (HasTrainingCurves)
            parts.Add("curve=training");
        return parts.Count == 0 ? Page : $"{Page}?{string.Join('&', parts)}";
    }

    /// <summary>The lines as they are to be shown.</summary>
    public IReadOnlyList<ComparisonRow> Order(IReadOnlyList<ComparisonRow> rows)
    {
        if (Sort is not { } column)
            return rows;
        // Lines without a value come last either way.
        if (column.Value is { } value)
        {
            var known = rows.Where(r => value(r) is not null);
            return [.. IsDescending ? known.OrderByDescending(value) : known.OrderBy(value), .. rows.Where(r => value(r) is null)];
        }
        return [.. IsDescending ? rows.OrderByDescending(column.Cell, StringComparer.Ordinal) : rows.OrderBy(column.Cell, StringComparer.Ordinal)];
    }
}
