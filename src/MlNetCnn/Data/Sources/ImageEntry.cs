namespace MlNetCnn;

/// <summary>One image as it lies in its source: an encoded file, or pixels.</summary>
/// <param name="path">Below the folder, in the archive, or the number of a row; empty where images have no path.</param>
/// <param name="group">What its split and class follow from, in the source's own words.</param>
/// <param name="length">Its bytes as it lies there.</param>
/// <param name="read">Gives the bytes; may be called from any thread, once.</param>
internal sealed class ImageEntry(string path, string group, long length, Func<ReadOnlyMemory<byte>> read)
{
    /// <summary>An entry whose bytes are in memory.</summary>
    public ImageEntry(string path, string group, ReadOnlyMemory<byte> bytes)
        : this(path, group, bytes.Length, () => bytes)
    {
    }

    public string Path { get; } = path;

    public string Group { get; } = group;

    public long Length { get; } = length;

    /// <summary>The shape C×H×W where the bytes are pixels, channels first; null where they are an encoded image.</summary>
    public TensorShape? Raw { get; init; }

    /// <summary>The value that images of one group share, which stay together when a set is split; empty without.</summary>
    public string FoldGroup { get; init; } = "";

    /// <summary>The bytes.</summary>
    /// <exception cref="InvalidDataException">They are not there as they should be.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public ReadOnlyMemory<byte> Bytes() => read();
}
