using System.Collections.Immutable;

namespace MlNetCnn.Dashboard;

/// <summary>What runs of a list can be grouped by.</summary>
internal sealed record RunGrouping(string Key, string Title, Func<RunListRow, string> Of)
{
    public static ImmutableArray<RunGrouping> All { get; } =
    [
        new("network", "Network", r => r.Run.Architecture),
        new("data", "Data", r => RunWords.Data(r.Run.Data)),
        new("sweep", "Sweep", r => r.Run.Group ?? "No sweep"),
        new("tag", "Tags", r => r.Run.Tags.IsEmpty ? "No tag" : string.Join(", ", r.Run.Tags)),
    ];

    public static RunGrouping? Find(string key) => All.FirstOrDefault(g => g.Key == key);
}
