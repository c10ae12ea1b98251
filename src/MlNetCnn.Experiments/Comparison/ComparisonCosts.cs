namespace MlNetCnn.Experiments;

/// <summary>How the costs are called.</summary>
internal static class ComparisonCosts
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ComparisonCost> All { get; } = Enum.GetValues<ComparisonCost>();

    /// <summary>The name on the command line and in addresses: <c>model-bytes</c>.</summary>
    public static string Name(this ComparisonCost cost) =>
        string.Concat($"{cost}".Select((c, i) => char.IsUpper(c) ? $"{(i == 0 ? "" : "-")}{char.ToLowerInvariant(c)}" : $"{c}"));

    /// <summary>The cost of this name, or null.</summary>
    public static ComparisonCost? Find(string? name) => All.Where(c => c.Name() == name).Select(c => (ComparisonCost?)c).FirstOrDefault();
}
