using System.Buffers.Binary;
using System.IO.Compression;

namespace MlNetCnn;

/// <summary>
/// Reads IDX, the format of MNIST: a magic number (two zero bytes, 8 for unsigned bytes, the number of dimensions), each dimension
/// as a big-endian 32-bit number, then the values. A gzip file (of one member, as gzip and pigz write it) is recognized by its first
/// bytes. Nothing in a file is believed before the bytes are there: a forged header cannot make the reader allocate more than a few
/// times what the file holds.
/// </summary>
internal static class IdxReader
{
    private const uint LabelsMagic = 0x00000801;
    private const uint GrayImagesMagic = 0x00000803;
    private const uint ImagesMagic = 0x00000804;

    /// <summary>The shape of one image, C×H×W, and the bytes of all of them.</summary>
    /// <exception cref="InvalidDataException">The file is not an undamaged IDX file of images.</exception>
    public static (TensorShape Shape, byte[] Pixels) ReadImages(string path) => Read(path, ReadImages);

    /// <inheritdoc cref="ReadImages(string)"/>
    /// <param name="file">The bytes, compressed by gzip or not.</param>
    /// <param name="path">What errors call the file.</param>
    public static (TensorShape Shape, byte[] Pixels) ReadImages(Stream file, string path) => Read(file, path, stream =>
    {
        var magic = ReadNumber(stream, path);
        if (magic is not (GrayImagesMagic or ImagesMagic))
            throw WrongMagic(path, magic, "images of bytes begin with 0x00000803 (N×H×W) or 0x00000804 (N×C×H×W)");
        var count = ReadNumber(stream, path);
        var channels = magic == ImagesMagic ? ReadNumber(stream, path) : 1;
        var (height, width) = (ReadNumber(stream, path), ReadNumber(stream, path));
        if (count == 0)
            throw new InvalidDataException($"'{path}' has no images.");
        // Four factors below 2³²: their product fits into 128 bits.
        var size = (UInt128)channels * height * width;
        if (size == 0 || size * count > (UInt128)Array.MaxLength)
            throw new InvalidDataException(
                $"'{path}' says it has {count} images of {channels}×{height}×{width}, but sizes must be positive and all pixels fit into {Array.MaxLength} bytes.");
        var pixels = ReadValues(stream, (int)(size * count), path);
        return ((new TensorShape((int)channels, (int)height, (int)width), pixels), (magic == ImagesMagic ? 20 : 16) + pixels.LongLength);
    });

    /// <summary>The labels, 0 to 255.</summary>
    /// <exception cref="InvalidDataException">The file is not an undamaged IDX file of labels.</exception>
    public static int[] ReadLabels(string path) => Read(path, ReadLabels);

    /// <inheritdoc cref="ReadLabels(string)"/>
    /// <param name="file">The bytes, compressed by gzip or not.</param>
    /// <param name="path">What errors call the file.</param>
    public static int[] ReadLabels(Stream file, string path) => Read(file, path, stream =>
    {
        var magic = ReadNumber(stream, path);
        if (magic != LabelsMagic)
            throw WrongMagic(path, magic, "labels of one byte begin with 0x00000801");
        var count = ReadNumber(stream, path);
        if (count == 0)
            throw new InvalidDataException($"'{path}' has no labels.");
        if (count > Array.MaxLength)
            throw new InvalidDataException($"'{path}' says it has {count} labels, but at most {Array.MaxLength} can be read.");
        return (Array.ConvertAll(ReadValues(stream, (int)count, path), label => (int)label), 8L + count);
    });

    private static T Read<T>(string path, Func<Stream, string, T> read)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using var file = OpenFile(path);
        return read(file, path);
    }

    // What is read gives its length as well, which gzip repeats at the end of the file.
    private static T Read<T>(Stream file, string path, Func<Stream, (T Value, long Length)> read)
    {
        var ends = new byte[4];
        var zipped = file.ReadAtLeast(ends, 4, throwOnEndOfStream: false) == 4 && ends is [0x1F, 0x8B, ..];
        if (zipped)
        {
            file.Seek(-4, SeekOrigin.End);
            file.ReadExactly(ends);
        }
        file.Position = 0;
        if (!zipped)
            return read(file).Value;

        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        var (value, length) = read(gzip);
        // GZipStream overlooks an incomplete checksum and whatever follows it.
        return BinaryPrimitives.ReadUInt32LittleEndian(ends) == (uint)length ? value : throw DamagedGzip(path, null);
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return RealFile.Open(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"There is no IDX file '{path}'.", path, e);
        }
    }

    private static uint ReadNumber(Stream stream, string path)
    {
        var bytes = new byte[4];
        var read = Fill(stream, bytes, path);
        return read == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : throw new InvalidDataException($"'{path}' ends within its header.");
    }

    private static byte[] ReadValues(Stream stream, int count, string path)
    {
        var values = new byte[Math.Min(count, 1 << 16)];
        for (var filled = 0; ; Array.Resize(ref values, (int)Math.Min(count, 2L * filled)))
        {
            filled += Fill(stream, values.AsSpan(filled), path);
            if (filled < values.Length)
                throw new InvalidDataException($"'{path}' is cut short: its header promises {count} values, but {filled} are there.");
            if (filled == count)
                break;
        }
        if (Fill(stream, new byte[1], path) != 0)
            throw new InvalidDataException($"'{path}' goes on after the {count} values that its header promises.");
        return values;
    }

    private static int Fill(Stream stream, Span<byte> buffer, string path)
    {
        try
        {
            return stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw DamagedGzip(path, e);
        }
    }

    private static InvalidDataException DamagedGzip(string path, Exception? cause) =>
        new($"'{path}' is a damaged or truncated gzip file, or has something after its end: fetch it again.", cause);

    private static InvalidDataException WrongMagic(string path, uint magic, string needed) =>
        new($"'{path}' begins with 0x{magic:X8}, but {needed}.");
}
