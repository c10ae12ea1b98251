using System.Buffers.Binary;

namespace MlNetCnn;

/// <summary>
/// Looks through the structure of a Parquet file before anything is read by it: the footer, and the header of every page. A library that
/// believes them loops or takes all memory where they are damaged.
/// </summary>
/// <param name="path">The file, as errors name it.</param>
/// <param name="stream">Its bytes.</param>
/// <param name="limits">How far pages may be packed.</param>
/// <param name="cancellationToken">Ends it.</param>
internal sealed class ParquetCheck(string path, Stream stream, ArchiveLimits limits, CancellationToken cancellationToken)
{
    private const int MagicBytes = 4, TailBytes = 8, MostLevels = 64, LeastHeader = 256;

    // Equal values take no room in a page, so that there may be some more values than bytes.
    private const long ValuesOfNoBytes = 1 << 20, ValuesAByte = 16;

    private static readonly ThriftShape Statistics = new("bbllbbtt"), KeyValue = new("bb"), Empty = new("");

    private static readonly ThriftShape TimeUnit = new("sss", Empty, Empty, Empty), Time = new("ts", TimeUnit);

    private static readonly ThriftShape LogicalType = new("ssssssss.sssss", Empty, Empty, Empty, Empty, new("ii"), Empty, Time, Time, new("yt"), Empty, Empty, Empty, Empty);

    private static readonly ThriftShape Element = new("iiibiiiiis", LogicalType);

    private static readonly ThriftShape ColumnMetaData = new("iIBilllSlllsSlis", KeyValue, Statistics, new("iii"), new("lLL"));

    private static readonly ThriftShape RowGroup = new("SllSllh", new("blslilis", ColumnMetaData, Empty), new("itt"));

    private static readonly ThriftShape Footer = new("iSlSSb", Element, RowGroup, KeyValue);

    private static readonly ThriftShape PageHeader = new("iiiissss", new("iiiis", Statistics), Empty, new("iit"), new("iiiiiits", Statistics));

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    /// <exception cref="InvalidDataException">It is damaged; the message says where.</exception>
    public void Run()
    {
        try
        {
            var end = stream.Length - TailBytes;
            if (end < MagicBytes)
                throw Damaged($"{stream.Length} bytes are too few");
            Span<byte> tail = stackalloc byte[TailBytes];
            Read(0, tail[..MagicBytes]);
            var startsRight = tail[..MagicBytes].SequenceEqual(Magic);
            Read(end, tail);
            if (!startsRight || !tail[MagicBytes..].SequenceEqual(Magic))
                throw Damaged("it does not begin and end with PAR1, so it may be cut off");
            long length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
            if (length > end - MagicBytes)
                throw Damaged($"its footer would have {length:n0} bytes, but the file has {stream.Length:n0}");
            var footer = new byte[length];
            Read(end - length, footer);
            Check(new ThriftReader(footer).Read(Footer), end - length);
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException)
        {
            throw Damaged(e is FormatException ? $"in its footer or a page {e.Message}" : "its footer or a page has less bytes than it says");
        }
        stream.Position = 0;
    }

    private void Check(ThriftStruct footer, long end)
    {
        var leaves = Leaves(footer.Structs(2));
        var rows = 0L;
        foreach (var group in footer.Structs(4))
        {
            if (group.Structs(1).Count != leaves.Count)
                throw Damaged($"a row group has {group.Structs(1).Count} columns, but the schema {leaves.Count}");
            if (group.Number(3) is not { } count || count < 0)
                throw Damaged("a row group does not say how many rows it has");
            rows += count;
            for (var i = 0; i < leaves.Count; i++)
                Check(group.Structs(1)[i], count, leaves[i], end);
        }
        if (rows != footer.Number(3))
            throw Damaged($"it says that it has {footer.Number(3):n0} rows, but its row groups have {rows:n0}");
    }

    // Of each column whether it has lists. The elements are a tree, parents first.
    private List<bool> Leaves(IReadOnlyList<ThriftStruct> elements)
    {
        var leaves = new List<bool>();
        var next = 0;
        Visit(0, false);
        return next == elements.Count ? leaves : throw Damaged("its schema has columns that belong nowhere");

        void Visit(int level, bool isRepeated)
        {
            if (next == elements.Count || level > MostLevels)
                throw Damaged(level > MostLevels ? $"its columns are nested more than {MostLevels} deep" : "its schema lacks columns");
            var element = elements[next++];
            isRepeated |= element.Number(3) == 2;
            var children = element.Number(5) ?? 0;
            if (children < 0 || children > elements.Count - next)
                throw Damaged("its schema lacks columns");
            if (children == 0 && level > 0)
                leaves.Add(isRepeated);
            for (var i = 0; i < children; i++)
                Visit(level + 1, isRepeated);
        }
    }

    private void Check(ThriftStruct chunk, long rows, bool isRepeated, long end)
    {
        if (chunk.Structs(3) is not [var column])
            throw Damaged("a column lacks its description, as where it is encrypted");
        var values = column.Number(5) ?? -1;
        var (unpacked, packed) = (column.Number(6) ?? -1, column.Number(7) ?? -1);
        var (data, dictionary) = (column.Number(9) ?? -1, column.Number(11) ?? 0);
        var start = dictionary > 0 ? Math.Min(data, dictionary) : data;
        if (start < MagicBytes || start > end || packed < 0 || packed > end - start || unpacked < 0)
            throw Damaged("a column lies outside of it");
        if (isRepeated ? values < rows : values != rows)
            throw Damaged($"a column has {values:n0} values for {rows:n0} rows");
        if (values > ValuesOfNoBytes + ValuesAByte * stream.Length)
            throw Damaged($"a column has {values:n0} values, too many for {stream.Length:n0} bytes");
        var meter = new ArchiveMeter(path, limits, () => packed);
        var (found, at) = (0L, start);
        while (at < start + packed && found < values)
            found += Page(ref at, start + packed, meter);
        if (found != values)
            throw Damaged($"a column should have {values:n0} values, but its pages have {found:n0}");
    }

    /// <summary>Looks at a page and gives the number of its values, dictionaries aside.</summary>
    private long Page(ref long at, long end, ArchiveMeter meter)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var header = Header(ref at, end);
        var (type, unpacked, packed) = (header.Number(1), header.Number(2) ?? -1, header.Number(3) ?? -1);
        if (packed < 0 || packed > end - at || unpacked < 0)
            throw Damaged("a page is longer than its column");
        meter.AddBytes(unpacked);
        at += packed;
        var (field, isData) = type switch
        {
            0 => (5, true),
            2 => (7, false),
            3 => (8, true),
            _ => throw Damaged("it has a page of unknown kind"),
        };
        if (header.Structs(field) is not [var about] || about.Number(1) is not { } values || values < 0)
            throw Damaged("a page does not say how many values it has");
        if (!isData && values > unpacked)
            throw Damaged($"a dictionary of {unpacked:n0} bytes has {values:n0} values");
        if (type == 3 && (about.Number(5) is not >= 0 || about.Number(6) is not >= 0 || about.Number(5) + about.Number(6) > packed))
            throw Damaged("a page is shorter than the levels in it");
        return isData ? values : 0;
    }

    // How long a header is turns out when it is read; statistics in it can be long.
    private ThriftStruct Header(ref long at, long end)
    {
        for (var room = LeastHeader; ; room *= 16)
        {
            var bytes = new byte[(int)Math.Min(room, end - at)];
            Read(at, bytes);
            try
            {
                var reader = new ThriftReader(bytes);
                var header = reader.Read(PageHeader);
                at += reader.Position;
                return header;
            }
            catch (EndOfStreamException) when (bytes.Length == room && room < 1 << 28)
            {
                // Once more, with more of it.
            }
        }
    }

    private void Read(long at, Span<byte> bytes)
    {
        stream.Position = at;
        stream.ReadExactly(bytes);
    }

    private InvalidDataException Damaged(string what) => new($"'{path}' is a damaged Parquet file: {what}. Fetch or write it again.");
}
