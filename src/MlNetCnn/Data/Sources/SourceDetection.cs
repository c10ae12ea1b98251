using System.IO.Compression;

namespace MlNetCnn;

/// <summary>Finds out what lies at a path: files by their first bytes, folders by the names in them.</summary>
internal static class SourceDetection
{
    private const int TarMagicAt = 257, TarBlock = 512;

    /// <summary>The source of what is at a path; null for a folder of IDX files, which need no decoding.</summary>
    /// <exception cref="FileNotFoundException">There is nothing.</exception>
    /// <exception cref="InvalidDataException">It is of no known format.</exception>
    public static ImageSource? Of(string path, ImageLoading options)
    {
        if (Directory.Exists(path))
            return OfFolder(path, options);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file or folder '{path}'.", path);
        var start = Start(RealFile.Open(path));
        return start switch
        {
            [0x1F, 0x8B, ..] => OfGzip(path, options),
            [(byte)'P', (byte)'K', 3 or 5 or 7, ..] => new ZipSource(path, options.Archive),
            [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => new ParquetSource(path, [path], options),
            [(byte)'B', (byte)'Z', (byte)'h', ..] or [0xFD, (byte)'7', (byte)'z', ..] or [(byte)'7', (byte)'z', 0xBC, ..] or [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] =>
                throw new InvalidDataException($"'{path}' is an archive of a kind that is not read (bzip2, xz, 7z, rar): pack it as .zip, .tar or .tar.gz."),
            _ when IsTar(start) => new TarSource(path, isZipped: false, options.Archive),
            _ when CifarRecords.OfName(path) is not null => new CifarSource(path, [path]),
            [0, 0, 8, 1 or 3 or 4, ..] => throw new InvalidDataException($"'{path}' is one IDX file: give the folder that has the images and the labels, or use LoadIdx."),
            _ when IsText(path, start) => new CsvSource(path, [path], options),
            _ => throw Unknown(path),
        };
    }

    private static ImageSource? OfFolder(string path, ImageLoading options)
    {
        if (IdxFolder.IsOne(path))
            return null;
        if (CifarSource.FilesIn(path) is { Count: > 0 } cifar)
            return new CifarSource(path, cifar);
        foreach (var folder in new[] { path, Path.Combine(path, "data") }.Where(Directory.Exists))
        {
            if (Files(folder, ".parquet") is { Length: > 0 } tables)
                return new ParquetSource(path, tables, options);
        }
        var images = new FolderSource(path, options);
        return images.Count == 0 && Files(path, ".csv") is { Length: > 0 } texts ? new CsvSource(path, texts, options) : images;
    }

    private static TarSource OfGzip(string path, ImageLoading options)
    {
        byte[] start;
        try
        {
            start = Start(new GZipStream(RealFile.Open(path), CompressionMode.Decompress));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{path}' is cut off or damaged at its beginning: fetch it again.", e);
        }
        return IsTar(start) ? new TarSource(path, isZipped: true, options.Archive) : start is [0, 0, 8, 1 or 3 or 4, ..]
            ? throw new InvalidDataException($"'{path}' is one IDX file: give the folder that has the images and the labels, or use LoadIdx.")
            : throw Unknown(path);
    }

    private static bool IsTar(ReadOnlySpan<byte> start) => start.Length == TarBlock && start[TarMagicAt..].StartsWith("ustar"u8);

    private static bool IsText(string path, ReadOnlySpan<byte> start) =>
        Path.GetExtension(path).ToUpperInvariant() is ".CSV" or ".TSV" or ".TXT" || !start.ContainsAnyInRange((byte)0, (byte)8) && start.ContainsAny((byte)',', (byte)';', (byte)'\t');

    private static string[] Files(string folder, string extension) =>
        [.. Directory.EnumerateFiles(folder).Where(file => !FileKinds.IsJunk(Path.GetFileName(file)) && string.Equals(Path.GetExtension(file), extension, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];

    private static byte[] Start(Stream stream)
    {
        using (stream)
        {
            var start = new byte[TarBlock];
            return start[..stream.ReadAtLeast(start, TarBlock, throwOnEndOfStream: false)];
        }
    }

    private static InvalidDataException Unknown(string path) => new(
        $"'{path}' is of no known format: give a folder of class folders, the same in a .zip, .tar or .tar.gz, a folder of IDX files, CIFAR's binary files, a CSV of labels and pixels, or Parquet.");
}
