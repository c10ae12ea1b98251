using System.Collections.Immutable;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>The state of a comparison page as kept in its URL: runs by ID, or a group.</summary>
internal sealed record ComparisonAddress(ImmutableArray<string> Runs, string? Group)
{
    public const string Page = "runs/compare";

    public ComparisonCost Cost { get; init; }

    /// <summary>Whether costs are on a logarithmic axis.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Default: most accurate first.</summary>
    public ComparisonColumn? Sort { get; init; }

    public bool IsDescending { get; init; }

    /// <summary>Whether to show training curves where there are validation curves.</summary>
    public bool HasTrainingCurves { get; init; }

    /// <summary>The ID of a run whose row the others are compared with, or null.</summary>
    public string? Baseline { get; init; }

    public bool IsEmpty => Runs.IsEmpty && Group is null;

    /// <summary>Parses the query string; missing or invalid values are the default.</summary>
    public static ComparisonAddress Of(string? runs, string? group, string? cost, string? scale, string? sort, string? order, string? curve, string? baseline) =>
        new([.. (runs ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()], string.IsNullOrWhiteSpace(group) ? null : group)
        {
            Cost = ComparisonCosts.Find(cost) ?? ComparisonCost.Macs,
            IsLogarithmic = scale == "log",
            Sort = ComparisonColumn.All.FirstOrDefault(c => c.Key == sort),
            IsDescending = order == "down",
            HasTrainingCurves = curve == "training",
            Baseline = string.IsNullOrWhiteSpace(baseline) ? null : baseline,
        };

    /// <summary>The URL relative to the base.</summary>
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
        if (Baseline is not null)
            parts.Add($"baseline={Uri.EscapeDataString(Baseline)}");
        return parts.Count == 0 ? Page : $"{Page}?{string.Join('&', parts)}";
    }

    public IReadOnlyList<ComparisonRow> Order(IReadOnlyList<ComparisonRow> rows)
    {
        if (Sort is not { } column)
            return rows;
        // Rows without a value come last in either order.
        if (column.Value is { } value)
        {
            var known = rows.Where(r => value(r) is not null);
            return [.. IsDescending ? known.OrderByDescending(value) : known.OrderBy(value), .. rows.Where(r => value(r) is null)];
        }
        return [.. IsDescending ? rows.OrderByDescending(column.Cell, StringComparer.Ordinal) : rows.OrderBy(column.Cell, StringComparer.Ordinal)];
    }
}
