namespace MlNetCnn;

/// <summary>
/// What an archive may hold before it is refused: a small file must not claim a machine. A compressed tar, and files in an
/// archive that are read in any order, are unpacked into temporary files (in TMPDIR) that are gone when the reading ends.
/// </summary>
public sealed record ArchiveLimits
{
    /// <summary>The most entries, folders too. Default: 5,000,000.</summary>
    public int Entries { get; init; } = 5_000_000;

    /// <summary>The most bytes of all entries together, unpacked. Default: 256 GiB.</summary>
    public long TotalBytes { get; init; } = 256L << 30;

    /// <summary>The most bytes of one image file, encoded. Default: 256 MiB.</summary>
    public long FileBytes { get; init; } = 256L << 20;

    /// <summary>The largest ratio of unpacked to packed bytes; looked at from 16 MiB on. Default: 200.</summary>
    public double Ratio { get; init; } = 200;

    internal ArchiveLimits Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Entries, nameof(Entries));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(TotalBytes, nameof(TotalBytes));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(FileBytes, nameof(FileBytes));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(FileBytes, (long)Array.MaxLength, nameof(FileBytes));
        if (!(Ratio >= 1))
            throw new ArgumentOutOfRangeException(nameof(Ratio), Ratio, "Ratio must be at least 1.");
        return this;
    }
}
