namespace MlNetCnn;

/// <summary>Counts what an archive unpacks to, and stops where it exceeds its limits.</summary>
/// <param name="path">The archive.</param>
/// <param name="limits">The limits.</param>
/// <param name="packed">The archive's bytes read so far.</param>
internal sealed class ArchiveMeter(string path, ArchiveLimits limits, Func<long> packed)
{
    private const long RatioFrom = 16 << 20;

    private int _entries;
    private long _bytes;

    /// <summary>Whether a limit was exceeded: unlike a single damaged file, that stops the reading.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>Counts an entry.</summary>
    /// <exception cref="InvalidDataException">There are too many.</exception>
    public void AddEntry()
    {
        if (++_entries > limits.Entries)
            throw Exceeded($"'{path}' has more than {limits.Entries} entries: raise Archive.Entries if it is to be trusted.");
    }

    /// <summary>Counts unpacked bytes.</summary>
    /// <exception cref="InvalidDataException">There are too many, or too many for the archive's size.</exception>
    public void AddBytes(long count)
    {
        _bytes += count;
        if (_bytes > limits.TotalBytes)
            throw Exceeded($"'{path}' unpacks to more than {limits.TotalBytes} bytes: raise Archive.TotalBytes if it is to be trusted.");
        if (_bytes > RatioFrom && _bytes > limits.Ratio * packed())
            throw Exceeded($"'{path}' unpacks to more than {limits.Ratio} times its size, as zip bombs do: raise Archive.Ratio if it is to be trusted.");
    }

    private InvalidDataException Exceeded(string message)
    {
        IsExceeded = true;
        return new InvalidDataException(message);
    }
}
