namespace MlNetCnn;

/// <summary>Groups entries so that a chunk is worth a thread's while and takes little memory.</summary>
internal static class EntryChunks
{
    private const int MostEntries = 64;
    private const long MostBytes = 4 << 20;

    /// <param name="entries">In order.</param>
    /// <param name="rowBytes">The bytes of one decoded image.</param>
    public static IEnumerable<List<ImageEntry>> Of(IEnumerable<ImageEntry> entries, int rowBytes)
    {
        var chunk = new List<ImageEntry>();
        var bytes = 0L;
        foreach (var entry in entries)
        {
            chunk.Add(entry);
            bytes += entry.Length + rowBytes;
            if (chunk.Count < MostEntries && bytes < MostBytes)
                continue;
            yield return chunk;
            (chunk, bytes) = ([], 0);
        }
        if (chunk.Count > 0)
            yield return chunk;
    }
}
