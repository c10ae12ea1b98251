using System.Collections.Immutable;
using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>Class folders in an archive, read entry by entry without unpacking it to disk.</summary>
internal abstract class ArchiveSource(string path, ArchiveLimits limits) : ImageSource(path)
{
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withImages = new(StringComparer.Ordinal);
    private readonly UnsupportedTally _unsupported = new();

    protected ArchiveLimits Limits { get; } = limits;

    public override IReadOnlyCollection<string> GroupsSeen => _withImages;

    public override ImmutableArray<UnsupportedFiles> Unsupported => _unsupported.Files;

    public override void AddIdentity(XxHash128 hash) => hash.AppendContent("", Path);

    public override ImageClasses Classes(IReadOnlyCollection<string> groups) => ClassFolders.Resolve(Path, groups, _folders.Except(_withImages));

    protected void Forget()
    {
        _folders.Clear();
        _withImages.Clear();
        _unsupported.Clear();
    }

    /// <summary>Remembers a folder, unless it is passed over.</summary>
    protected void SeeFolder(string name)
    {
        if (name.Length > 0 && !FileKinds.IsInJunk(name))
            _folders.Add(name);
    }

    /// <summary>Whether a file is an image to read; its folder is remembered, and what is not supported is counted.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="start">Gives its first bytes; asked where the name does not tell.</param>
    protected bool IsImage(string name, Func<byte[]> start)
    {
        var kind = FileKinds.IsInJunk(name) ? FileKind.Ignored : FileKinds.Of(name, start);
        if (kind == FileKind.Image)
        {
            _withImages.Add(ArchiveName.Folder(name));
        }
        else if (kind == FileKind.Unsupported)
        {
            SeeFolder(ArchiveName.Folder(name)); // archives need not list their folders
            _unsupported.Add(name);
        }
        return kind == FileKind.Image;
    }

    /// <summary>An entry that cannot be read.</summary>
    protected static ImageEntry Bad(string name, string reason) =>
        new(name, ArchiveName.Folder(name), 0, () => throw new InvalidDataException($"'{name}' {reason}."));

    /// <summary>Why an entry of this length is not read, or null.</summary>
    protected string? TooLong(long length) =>
        length > Limits.FileBytes ? $"has {length} bytes, but at most {Limits.FileBytes} are read: raise Archive.FileBytes" : null;

    /// <summary>Reads an entry's bytes, taking memory only as they come; fewer than promised where it ends before.</summary>
    /// <param name="stream">Where they come from.</param>
    /// <param name="promised">How many there are with those of the start.</param>
    /// <param name="start">What was read of it before.</param>
    protected static ReadOnlyMemory<byte> ReadAll(Stream stream, long promised, byte[]? start = null)
    {
        var bytes = new byte[Math.Min(promised, 1 << 16)];
        start?.CopyTo(bytes, 0);
        for (var filled = start?.Length ?? 0; ;)
        {
            var read = stream.ReadAtLeast(bytes.AsSpan(filled), bytes.Length - filled, throwOnEndOfStream: false);
            filled += read;
            if (filled < bytes.Length || filled == promised)
                return bytes.AsMemory(0, filled);
            Array.Resize(ref bytes, (int)Math.Min(promised, 2L * filled));
        }
    }
}
