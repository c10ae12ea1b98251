namespace MlNetCnn;

/// <summary>Tells images from other files: by their names, and where those tell nothing by their first bytes.</summary>
internal static class FileKinds
{
    /// <summary>So many bytes of a file tell whether it is an image.</summary>
    public const int StartBytes = 16;

    private static readonly HashSet<string> Images = new(StringComparer.OrdinalIgnoreCase) { ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".bmp", ".gif", ".tif", ".tiff" };

    private static readonly HashSet<string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        ".txt", ".md", ".rst", ".csv", ".tsv", ".json", ".jsonl", ".xml", ".yaml", ".yml", ".html", ".htm", ".pdf", ".py", ".ipynb",
    };

    private static readonly HashSet<string> TextNames = new(StringComparer.OrdinalIgnoreCase) { "README", "LICENSE", "LICENSE", "COPYING", "NOTICE" };

    // Left behind by macOS, Windows, Synology and QNAP.
    private static readonly HashSet<string> JunkNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "__MACOSX", "Icon\r", "Thumbs.db", "ehthumbs.db", "desktop.ini", "$RECYCLE.BIN", "System Volume Information", "lost+found", "@eaDir", "#recycle", "@Recycle",
    };

    /// <summary>The endings of images' names, in lower case.</summary>
    public static IReadOnlyCollection<string> ImageExtensions => Images;

    /// <summary>Whether a file or folder of this name is passed over: hidden, or left behind by a system.</summary>
    public static bool IsJunk(string name) => name.StartsWith('.') || JunkNames.Contains(name);

    /// <summary>Whether any part of a path is passed over.</summary>
    public static bool IsInJunk(string path) => path.Split('/').Any(IsJunk);

    /// <summary>Whether a file of this name is a text, or a table, that comes along with images.</summary>
    public static bool IsText(string name) => Texts.Contains(Path.GetExtension(name)) || TextNames.Contains(name);

    /// <summary>Whether a file's name is that of an image.</summary>
    public static bool IsImage(string name) => Images.Contains(Path.GetExtension(name));

    /// <summary>The kind of a file.</summary>
    /// <param name="name">Its name or path.</param>
    /// <param name="start">Gives its first <see cref="StartBytes"/>, or as many as there are.</param>
    public static FileKind Of(string name, Func<byte[]> start)
    {
        var file = Path.GetFileName(name);
        var extension = Path.GetExtension(file);
        if (IsJunk(file) || IsText(file))
            return FileKind.Ignored;
        return Images.Contains(extension) || IsImage(start(), extension) ? FileKind.Image : FileKind.Unsupported;
    }

    /// <summary>The kind of a file on the disk, where it may have another name.</summary>
    public static FileKind Of(string name, FileInfo file) => Of(name, () =>
    {
        try
        {
            if (!file.Exists || RealFile.HasNoBytes(file))
                return [];
            using var stream = file.OpenRead();
            return Start(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    });

    /// <summary>The first bytes of a stream.</summary>
    public static byte[] Start(Stream stream)
    {
        var start = new byte[StartBytes];
        return start[..stream.ReadAtLeast(start, StartBytes, throwOnEndOfStream: false)];
    }

    /// <summary>Whether a file that begins so is a TIFF, or a camera's raw file.</summary>
    public static bool IsTiff(ReadOnlySpan<byte> start) => start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8);

    // The raw files of many cameras begin as TIFFs do.
    private static bool IsImage(ReadOnlySpan<byte> start, string extension) =>
        start is [0x89, (byte)'P', (byte)'N', (byte)'G', ..]
        || start is [0xFF, 0xD8, 0xFF, ..]
        || start.StartsWith("GIF8"u8)
        || start.Length >= 12 && start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8)
        || start.Length >= 10 && start.StartsWith("BM"u8) && !start[6..10].ContainsAnyExcept((byte)0)
        || extension.Length == 0 && IsTiff(start);
}
