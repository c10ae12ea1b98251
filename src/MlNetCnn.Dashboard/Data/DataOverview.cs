using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>
/// The data sets with the runs that use them, as last read: pages begin with it, so that nothing jumps when they come to life.
/// </summary>
internal sealed class DataOverview(DataSetStore sets, RunStore runs)
{
    /// <summary>The catalog, then the user's own; none before somebody asked.</summary>
    public IReadOnlyList<StoredDataSet> Sets { get; private set; } = [];

    /// <summary>How many runs there are by the name of their data.</summary>
    public IReadOnlyDictionary<string, int> Runs { get; private set; } = new Dictionary<string, int>();

    /// <summary>Reads both anew, away from the caller's thread: sizes are counted file by file.</summary>
    /// <exception cref="InvalidDataException">What is noted about one of the user's own sets cannot be read.</exception>
    /// <exception cref="IOException">The folder of data sets cannot be read.</exception>
    /// <exception cref="StoreException">The store of runs cannot be reached.</exception>
    public async Task ReadAsync()
    {
        Sets = await Task.Run(sets.List);
        Runs = await runs.CountRunsByDataAsync();
    }
}
