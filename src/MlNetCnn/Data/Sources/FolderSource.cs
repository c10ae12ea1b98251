using System.Collections.Immutable;
using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>A folder of class folders. Links are followed, junk is passed over, files of other kinds than images are counted.</summary>
internal sealed class FolderSource : ImageSource
{
    private const int MostLevels = 32;

    private readonly List<(string Name, FileInfo File)> _files = [];
    private readonly List<string> _empty = [];
    private readonly UnsupportedTally _unsupported = new();
    private readonly long _fileBytes;

    /// <exception cref="InvalidDataException">A folder cannot be entered because its name is not UTF-8, or folders are too deep.</exception>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public FolderSource(string path, ImageLoading options)
        : base(path)
    {
        _fileBytes = options.Archive.FileBytes;
        Collect(new DirectoryInfo(path), "", 0);
    }

    public override ImageDataFormat Format => ImageDataFormat.Folder;

    public override long? Count => _files.Count;

    public override IReadOnlyCollection<string> GroupsSeen => [.. _files.Select(file => Folder(file.Name)).Distinct()];

    public override ImmutableArray<UnsupportedFiles> Unsupported => _unsupported.Files;

    public override void AddIdentity(XxHash128 hash)
    {
        foreach (var (name, file) in _files)
            hash.AppendStamp(name, file);
        hash.AppendText(string.Join('\0', _empty));
        hash.AppendText(UnsupportedFiles.Describe(Unsupported));
    }

    public override IEnumerable<ImageEntry> Read(CancellationToken cancellationToken)
    {
        foreach (var (name, file) in _files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ImageEntry(name, Folder(name), file.Exists ? Math.Min(file.Length, _fileBytes) : 0, () => Load(name, file));
        }
    }

    public override ImageClasses Classes(IReadOnlyCollection<string> groups) => ClassFolders.Resolve(Path, groups, _empty);

    private void Collect(DirectoryInfo folder, string name, int level)
    {
        if (level > MostLevels)
            throw new InvalidDataException($"'{Path}' has folders more than {MostLevels} deep, '{name}' among them: is it a link to a folder above it?");
        if (!folder.Exists)
            throw new InvalidDataException(
                $"The folder '{name}' of '{Path}' cannot be entered: {(name.Contains('\uFFFD') ? "its name is not UTF-8, rename it" : "it is a broken link")}.");
        var found = false;
        var below = folder.EnumerateFileSystemInfos("*", new EnumerationOptions { IgnoreInaccessible = false, AttributesToSkip = 0 })
            .Where(item => !FileKinds.IsJunk(item.Name))
            .OrderBy(item => item.Name, StringComparer.Ordinal);
        foreach (var item in below)
        {
            var itemName = name.Length == 0 ? item.Name : $"{name}/{item.Name}";
            if (item is DirectoryInfo inner)
            {
                var before = _files.Count;
                Collect(inner, itemName, level + 1);
                found |= _files.Count > before;
            }
            else
            {
                found |= Add(itemName, RealFile.Of((FileInfo)item));
            }
        }
        if (!found)
            _empty.Add(name);
    }

    private bool Add(string name, FileInfo file)
    {
        var kind = FileKinds.Of(name, file);
        if (kind == FileKind.Image)
            _files.Add((name, file));
        else if (kind == FileKind.Unsupported)
            _unsupported.Add(name);
        return kind == FileKind.Image;
    }

    private ReadOnlyMemory<byte> Load(string name, FileInfo file)
    {
        if (!file.Exists && name.Contains('\uFFFD'))
            throw new InvalidDataException($"'{name}' cannot be opened: its name is not UTF-8, rename it.");
        if (!file.Exists && new FileInfo(System.IO.Path.Combine(Path, name)).LinkTarget is { } target)
            throw new InvalidDataException($"'{name}' is a link to '{target}', which is not there.");
        if (file.Exists && file.Length > _fileBytes)
            throw new InvalidDataException($"'{name}' has {file.Length} bytes, but at most {_fileBytes} are read: raise Archive.FileBytes.");
        return RealFile.HasNoBytes(file) ? default : File.ReadAllBytes(file.FullName);
    }

    private static string Folder(string name) => name.LastIndexOf('/') is >= 0 and var end ? name[..end] : "";
}
