using System.Buffers.Binary;

namespace MlNetCnn;

/// <summary>
/// The tags of a TIFF's first page (TIFF 6.0, section 2), read before the library does: it takes room for as many strips, of such a length, as a
/// file claims to have. Here no number is taken that the length of the file does not bear out.
/// </summary>
internal sealed class TiffHeader
{
    private const int EntryBytes = 12;
    private const int LargestSamples = 16;
    private const int RowsPerStrip = 278;

    // By type, from 1: byte, ascii, short, long, rational, sbyte, undefined, sshort, slong, srational, float, double.
    private static readonly int[] TypeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

    private readonly Dictionary<int, (int Type, long Count, int At)> _tags = [];
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly bool _isLittle;

    private TiffHeader(ReadOnlyMemory<byte> bytes) => (_bytes, _isLittle) = (bytes, bytes.Span[0] == 'I');

    public int Width => (int)Value(256);

    public int Height => (int)Value(257);

    public int BitsPerSample => (int)Value(258, 1);

    /// <summary>1 to 8, as EXIF has them.</summary>
    public int Orientation => Value(274, 1) is >= 1 and <= 8 and var value ? (int)value : 1;

    /// <summary>Black or white is zero, and there are no other samples than gray and alpha.</summary>
    public bool IsGray => Value(262) is 0 or 1 && Samples <= 2;

    private int Samples => (int)Value(277, 1);

    /// <summary>Null where the tags are damaged or cut short.</summary>
    public static TiffHeader? Read(ReadOnlyMemory<byte> bytes)
    {
        var header = new TiffHeader(bytes);
        return header.ReadTags() && header.IsSound() ? header : null;
    }

    /// <summary>A copy of the file for the library, which takes room for all rows of a strip, be they more than the image has.</summary>
    public byte[] ToArray()
    {
        var copy = _bytes.ToArray();
        if (Value(RowsPerStrip) <= Height || _tags[RowsPerStrip] is not (3 or 4, _, var at) tag)
            return copy;
        for (var i = 0; i < TypeBytes[tag.Type]; i++)
            copy[at + i] = (byte)(Height >> (8 * (_isLittle ? i : TypeBytes[tag.Type] - 1 - i)));
        return copy;
    }

    private bool ReadTags()
    {
        if (_bytes.Length < 8 || Long(4) is var start && start + 2 > _bytes.Length)
            return false;
        var (first, entries) = ((int)start + 2, Short((int)start));
        if (first + (entries * EntryBytes) > _bytes.Length)
            return false;
        for (var entry = first; entry < first + (entries * EntryBytes); entry += EntryBytes)
        {
            var (type, count) = (Short(entry + 2), Long(entry + 4));
            var size = count * (type < TypeBytes.Length ? TypeBytes[type] : 1);
            var at = size > 4 ? Long(entry + 8) : entry + 8;
            // Of two entries of a tag the library takes the one or the other.
            if (at + size > _bytes.Length || !_tags.TryAdd(Short(entry), (type, count, (int)at)))
                return false;
        }
        return true;
    }

    private bool IsSound()
    {
        var (width, height) = (Value(256), Value(257));
        if (width is < 1 or > int.MaxValue || height is < 1 or > int.MaxValue || Value(277, 1) is < 1 or > LargestSamples)
            return false;
        var planes = Value(284, 1) == 2 ? Samples : 1;
        if (!_tags.ContainsKey(322))
            return Parts(height, Value(RowsPerStrip, height)) * planes <= Count(273) && AreInside(273, 279);
        var (tileWidth, tileHeight) = (Value(322), Value(323));
        return tileWidth is > 0 and <= ushort.MaxValue && tileHeight is > 0 and <= ushort.MaxValue
            && tileWidth * tileHeight <= Math.Max(1 << 20, 4 * width * height)
            && Parts(width, tileWidth) * Parts(height, tileHeight) * planes <= Count(324) && AreInside(324, 325);
    }

    /// <summary>Whether all strips or tiles lie in the file.</summary>
    private bool AreInside(int places, int lengths)
    {
        for (var i = 0; i < Math.Min(Count(places), Count(lengths)); i++)
        {
            if (Value(places, 0, i) + Value(lengths, 0, i) > _bytes.Length)
                return false;
        }
        return true;
    }

    private long Count(int tag) => _tags.TryGetValue(tag, out var value) ? value.Count : 0;

    private long Value(int tag, long usual = 0, int index = 0) => !_tags.TryGetValue(tag, out var value) || value.Count == 0 ? usual : value.Type switch
    {
        1 => _bytes.Span[value.At + index],
        3 => Short(value.At + (2 * index)),
        4 => Long(value.At + (4 * index)),
        _ => 0,
    };

    private static long Parts(long side, long part) => part < 1 ? long.MaxValue / LargestSamples : ((side - 1) / part) + 1;

    private int Short(int at) =>
        _isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Span[at..]) : BinaryPrimitives.ReadUInt16BigEndian(_bytes.Span[at..]);

    private long Long(int at) =>
        _isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Span[at..]) : BinaryPrimitives.ReadUInt32BigEndian(_bytes.Span[at..]);
}
