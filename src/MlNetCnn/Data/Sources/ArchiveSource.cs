using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>Class folders in an archive, read entry by entry without unpacking it to disk.</summary>
internal abstract class ArchiveSource(string path, ArchiveLimits limits) : ImageSource(path)
{
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withImages = new(StringComparer.Ordinal);

    protected ArchiveLimits Limits { get; } = limits;

    public override IReadOnlyCollection<string> GroupsSeen => _withImages;

    public override void AddIdentity(XxHash128 hash) => hash.AppendContent("", Path);

    public override ImageClasses Classes(IReadOnlyCollection<string> groups) => ClassFolders.Resolve(Path, groups, _folders.Except(_withImages));

    protected void Forget()
    {
        _folders.Clear();
        _withImages.Clear();
    }

    /// <summary>Remembers a folder, unless it is passed over.</summary>
    protected void SeeFolder(string name)
    {
        if (name.Length > 0 && !ArchiveName.IsIgnored(name))
            _folders.Add(name);
    }

    /// <summary>Whether a file is an image to read; then its folder is remembered.</summary>
    protected bool IsImage(string name)
    {
        if (ArchiveName.IsIgnored(name) || !ImageFile.HasImageName(name))
            return false;
        _withImages.Add(ArchiveName.Folder(name));
        return true;
    }

    /// <summary>An entry that cannot be read.</summary>
    protected static ImageEntry Bad(string name, string reason) =>
        new(name, ArchiveName.Folder(name), 0, () => throw new InvalidDataException($"'{name}' {reason}."));

    /// <summary>Why an entry of this length is not read, or null.</summary>
    protected string? TooLong(long length) =>
        length > Limits.FileBytes ? $"has {length} bytes, but at most {Limits.FileBytes} are read: raise Archive.FileBytes" : null;

    /// <summary>Reads an entry's bytes, taking memory only as they come; fewer than promised where it ends before.</summary>
    protected static ReadOnlyMemory<byte> ReadAll(Stream stream, long promised)
    {
        var bytes = new byte[Math.Min(promised, 1 << 16)];
        for (var filled = 0; ;)
        {
            var read = stream.ReadAtLeast(bytes.AsSpan(filled), bytes.Length - filled, throwOnEndOfStream: false);
            filled += read;
            if (filled < bytes.Length || filled == promised)
                return bytes.AsMemory(0, filled);
            Array.Resize(ref bytes, (int)Math.Min(promised, 2L * filled));
        }
    }
}
