namespace MlNetCnn.Experiments;

internal static class ComparisonCosts
{
    public static IReadOnlyList<ComparisonCost> All { get; } = Enum.GetValues<ComparisonCost>();

    /// <summary>The name on the command line and in URLs: <c>model-bytes</c>.</summary>
    public static string Name(this ComparisonCost cost) =>
        string.Concat($"{cost}".Select((c, i) => char.IsUpper(c) ? $"{(i == 0 ? "" : "-")}{char.ToLowerInvariant(c)}" : $"{c}"));

    public static ComparisonCost? Find(string? name) => All.Where(c => c.Name() == name).Select(c => (ComparisonCost?)c).FirstOrDefault();
}
