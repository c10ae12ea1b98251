using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>Number of runs in the store per data set, by its name or path.</summary>
internal sealed class RunsOnData
{
    private readonly IReadOnlyDictionary<string, int> _counts;

    private RunsOnData(IReadOnlyDictionary<string, int> counts) => _counts = counts;

    /// <summary>Empty where there is no store; a note is printed where it cannot be opened.</summary>
    public static RunsOnData Find(Terminal terminal)
    {
        try
        {
            var location = StoreLocation.Parse();
            // Inspecting data sets must not create a store.
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

    public int Count(StoredDataSet set) =>
        _counts.GetValueOrDefault(set.Entry.Name) + (set.Path is { } path ? _counts.GetValueOrDefault(Path.GetFullPath(path)) : 0);
}
