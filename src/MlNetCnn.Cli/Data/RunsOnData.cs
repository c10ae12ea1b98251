using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>How many runs of the store use each data set, by its name or by its path.</summary>
internal sealed class RunsOnData
{
    private readonly IReadOnlyDictionary<string, int> _counts;

    private RunsOnData(IReadOnlyDictionary<string, int> counts) => _counts = counts;

    /// <summary>Asks the store; none are there where there is no store, and a note says where it cannot be used.</summary>
    public static RunsOnData Find(Terminal terminal)
    {
        try
        {
            var location = StoreLocation.Parse();
            // Whoever looks at data sets must not make a store.
            if (location.File is { } file && !File.Exists(file))
                return new(new Dictionary<string, int>());
            return new(RunStore.OpenAsync(location).GetAwaiter().GetResult().CountRunsByDataAsync().GetAwaiter().GetResult());
        }
        catch (Exception e) when (e is StoreException or ArgumentException)
        {
            terminal.Note($"Which runs use a data set is not known: {Failure.OneLine(e)}");
            return new(new Dictionary<string, int>());
        }
    }

    /// <summary>The runs on a data set.</summary>
    public int Count(StoredDataSet set) =>
        _counts.GetValueOrDefault(set.Entry.Name) + (set.Path is { } path ? _counts.GetValueOrDefault(Path.GetFullPath(path)) : 0);
}
