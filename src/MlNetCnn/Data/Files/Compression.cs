using System.Buffers.Binary;
using System.IO.Compression;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.Xz;
using SharpCompress.Compressors.ZStandard;

namespace MlNetCnn;

/// <summary>A compression of single files.</summary>
/// <param name="Name">What errors call it.</param>
/// <param name="Open">Unpacks a stream from front to back; closing it closes the stream.</param>
internal sealed record Compression(string Name, Func<Stream, Stream> Open)
{
    /// <summary>So many bytes of a file tell its compression.</summary>
    public const int StartBytes = 6;

    private static readonly Compression GZip = new("gzip", stream => new GZipStream(stream, CompressionMode.Decompress));

    private static readonly Compression BZip2 = new("bzip2", stream => BZip2Stream.Create(stream, SharpCompress.Compressors.CompressionMode.Decompress, true, false, true));

    private static readonly Compression Xz = new("xz", stream => new XZStream(stream));

    private static readonly Compression Zstandard = new("zstd", stream => new DecompressionStream(stream, 0, true, false));

    private static readonly string[] Endings = [".gz", ".bz2", ".xz", ".zst"];

    /// <summary>The compression of a file that begins like this, or null.</summary>
    public static Compression? Of(ReadOnlySpan<byte> start) => start switch
    {
        [0x1F, 0x8B, ..] => GZip,
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..] => BZip2,
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => Xz,
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Zstandard,
        _ => null,
    };

    /// <summary>Looks at the length that gzip notes at a file's end: the library overlooks a file that was cut off there.</summary>
    /// <exception cref="InvalidDataException">It is another one.</exception>
    public void CheckEnd(TreeFile file, long unpacked)
    {
        if (this != GZip)
            return;
        using var stream = file.Open();
        var end = new byte[4];
        stream.Seek(-end.Length, SeekOrigin.End);
        stream.ReadExactly(end);
        if (BinaryPrimitives.ReadUInt32LittleEndian(end) != (uint)unpacked)
            throw new InvalidDataException($"'{file.Shown}' is a damaged or truncated gzip file, or has something after its end: fetch it again.");
    }

    /// <summary>A file's name without the ending of a compression.</summary>
    public static string PlainName(string name)
    {
        if (name.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".txz", StringComparison.OrdinalIgnoreCase))
            return $"{name[..^3]}tar";
        return Endings.FirstOrDefault(ending => name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } found
            ? name[..^found.Length] : name;
    }
}
