using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>
/// The data sets and the number of their runs, as last read: pages start with these values, so that the layout does not jump.
/// </summary>
internal sealed class DataOverview(DataSetStore sets, RunStore runs)
{
    /// <summary>The catalog, then the user's own; empty before the first read.</summary>
    public IReadOnlyList<StoredDataSet> Sets { get; private set; } = [];

    /// <summary>Number of runs by name of the data set.</summary>
    public IReadOnlyDictionary<string, int> Runs { get; private set; } = new Dictionary<string, int>();

    /// <summary>Reads both on a pool thread: sizes are counted file by file.</summary>
    /// <exception cref="InvalidDataException">What is noted about one of the user's own sets cannot be read.</exception>
    /// <exception cref="IOException">The folder of data sets cannot be read.</exception>
    /// <exception cref="StoreException">The store of runs cannot be reached.</exception>
    public async Task ReadAsync()
    {
        Sets = await Task.Run(sets.List);
        Runs = await runs.CountRunsByDataAsync();
    }
}
