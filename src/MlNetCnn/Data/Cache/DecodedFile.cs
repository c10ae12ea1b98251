using System.Buffers.Binary;
using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>
/// The file of decoded pixels: a header of 64 bytes (magic and version, the length of the rows, the length of the index, XXH128 of both),
/// the rows, the index.
/// </summary>
internal static class DecodedFile
{
    private const int HeaderBytes = 64;

    private static ReadOnlySpan<byte> Magic => "mlnetcnn images 6\0\0\0\0\0\0\0"u8;

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Empty and seekable.</param>
    /// <param name="writeRows">Writes the rows, which may begin anew by asking for another stream, and gives the index.</param>
    public static void Write(Stream stream, Func<RowStream, DecodedIndex> writeRows)
    {
        var rows = new RowStream(stream, HeaderBytes);
        var index = writeRows(rows).ToBytes();
        rows.Append(index);
        Span<byte> header = stackalloc byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], rows.Length - index.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header[32..], index.Length);
        rows.GetHash(header.Slice(40, 16));
        stream.Position = 0;
        stream.Write(header);
    }

    /// <summary>Reads a file, or gives null where there is none or it is damaged.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isTemporary">Whether it is this call's alone and goes with the images.</param>
    public static (DecodedIndex Index, MappedFile Pixels)? Open(string path, bool isTemporary)
    {
        MappedFile file;
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: > HeaderBytes })
                return null;
            file = new MappedFile(path, isTemporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        Span<byte> header = stackalloc byte[HeaderBytes];
        file.Copy(0, header);
        var (rows, index) = (BinaryPrimitives.ReadInt64LittleEndian(header[24..]), BinaryPrimitives.ReadInt64LittleEndian(header[32..]));
        if (!header[..24].SequenceEqual(Magic) || rows < 0 || index is < 0 or > int.MaxValue || file.Length - HeaderBytes - index != rows)
            return null;
        var hash = new XxHash128();
        file.Visit(HeaderBytes, rows + index, hash.Append);
        if (!header.Slice(40, 16).SequenceEqual(hash.GetCurrentHash()))
            return null;
        var bytes = new byte[index];
        file.Copy(HeaderBytes + rows, bytes);
        return (DecodedIndex.Parse(bytes), file);
    }

    /// <summary>The images of one split, or null where it has none.</summary>
    public static ImageSplit? Split(DecodedIndex index, MappedFile pixels, SplitKind split)
    {
        int[] rows = [.. Enumerable.Range(0, index.Labels.Length).Where(i => index.Splits[i] == split)];
        if (rows.Length == 0)
            return null;
        var images = new MappedRows(pixels, HeaderBytes, index.Shape, rows)
        {
            Labels = [.. rows.Select(i => index.Labels[i])],
            ClassNames = index.ClassNames,
            Paths = index.Paths.Length == 0 ? [] : [.. rows.Select(i => index.Paths[i])],
            Groups = index.Groups.Length == 0 ? [] : [.. rows.Select(i => index.Groups[i])],
        };
        return new ImageSplit(images, [.. rows.Select(i => index.Origins[i])]);
    }
}
