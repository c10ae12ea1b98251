using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>
/// A sortable column of the list of runs. Numbers are right-aligned and sorted descending first; runs without a key come last.
/// </summary>
public sealed record RunColumn(string Title, bool IsNumber, Func<RunSummary, IComparable?> Key)
{
    internal static readonly RunColumn Created = new("Asked for", true, r => r.CreatedAt);

    internal static readonly RunColumn[] All =
    [
        new("Run", false, r => r.Name.ToUpperInvariant()),
        new("Status", false, r => r.State.Word(r.Wish)),
        new("Architecture", false, r => r.Architecture),
        new("Data", false, r => RunWords.Data(r.Data)),
        new("Best accuracy", true, r => r.BestAccuracy),
        new("Test accuracy", true, r => r.TestAccuracy),
        new("Images/s", true, r => r.ImagesPerSecond),
        new("Duration", true, r => r.EndedAt - r.StartedAt),
        Created,
    ];

    internal IEnumerable<RunSummary> Sort(IEnumerable<RunSummary> runs, bool isDescending)
    {
        var some = runs.Where(r => Key(r) is not null);
        return (isDescending ? some.OrderByDescending(Key) : some.OrderBy(Key)).ThenByDescending(r => r.CreatedAt)
            .Concat(runs.Where(r => Key(r) is null));
    }
}
