using System.Formats.Tar;
using System.IO.Compression;

namespace MlNetCnn;

/// <summary>
/// Class folders, or CIFAR's binary files, in a tar file, compressed by gzip or not. It is read from front to back: what follows a damaged
/// place cannot be trusted, so that stops the reading.
/// </summary>
internal sealed class TarSource(string path, bool isZipped, ArchiveLimits limits) : ArchiveSource(path, limits)
{
    private readonly CifarClasses _cifar = new(path);
    private bool _hasImages;

    public override ImageDataFormat Format => ImageDataFormat.Tar;

    public override bool AllowsUnusedClasses => _cifar.HasRecords;

    public override IEnumerable<ImageEntry> Read(CancellationToken cancellationToken)
    {
        Forget();
        _cifar.Forget();
        _hasImages = false;
        using var file = RealFile.Open(Path);
        using var unzipped = isZipped ? new GZipStream(file, CompressionMode.Decompress, leaveOpen: true) : (Stream)file;
        var meter = new ArchiveMeter(Path, Limits, () => file.Position);
        using var watched = new TarStream(unzipped, read => meter.AddBytes(read));
        using var archive = new TarReader(watched, leaveOpen: true);
        var before = "its beginning";
        while (Guarded(() => Next(archive, watched, meter), before) is { } entry)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = ArchiveName.Check(Path, entry.Name);
            before = $"'{name}'";
            byte[]? start = null;
            if (entry.EntryType is TarEntryType.Directory)
                SeeFolder(name);
            else if (entry.DataStream is { } data && !FileKinds.IsInJunk(name) && CifarRecords.OfName(name) is { } records)
            {
                foreach (var image in _cifar.Read(records, name, buffer => Guarded(() => data.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false), before)))
                    yield return image;
            }
            else if (CifarClasses.IsList(name))
                _cifar.AddList(name, Bytes(entry, name).Span);
            else if (IsImage(name, () => start = Guarded(() => entry.DataStream is { } bytes ? FileKinds.Start(bytes) : [], before)))
                yield return TooLong(entry.Length) is { } reason ? Bad(name, reason) : new ImageEntry(name, ArchiveName.Folder(name), Bytes(entry, name, start));
            _hasImages |= GroupsSeen.Count > 0;
        }
        if (Guarded(() => !watched.HasEnd(), before))
            throw CutOff(before, null);
    }

    public override ImageClasses Classes(IReadOnlyCollection<string> groups)
    {
        if (!_cifar.HasRecords)
            return base.Classes(groups);
        return !_hasImages ? _cifar.Resolve(groups) : throw new InvalidDataException(
            $"'{Path}' has both CIFAR's binary files and image files: give an archive of one kind.");
    }

    private TarEntry? Next(TarReader archive, TarStream watched, ArchiveMeter meter)
    {
        while (true)
        {
            watched.StartHeader();
            var entry = archive.GetNextEntry();
            watched.EndHeader();
            if (entry is null)
                return null;
            meter.AddEntry();
            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile or TarEntryType.Directory:
                    return entry;
                case TarEntryType.SymbolicLink or TarEntryType.HardLink:
                    throw new InvalidDataException($"'{Path}' has a link, '{entry.Name}': put the file itself there.");
                case TarEntryType.GlobalExtendedAttributes:
                    break;
                default:
                    throw new InvalidDataException($"'{Path}' has an entry of kind {entry.EntryType}, '{entry.Name}': only files and folders are read.");
            }
        }
    }

    private ReadOnlyMemory<byte> Bytes(TarEntry entry, string name, byte[]? start = null)
    {
        if (entry.DataStream is not { } data)
            return default;
        var bytes = Guarded(() => ReadAll(data, entry.Length, start), $"'{name}'");
        return bytes.Length == entry.Length ? bytes : throw CutOff($"'{name}'", null);
    }

    // Whatever a broken archive makes the readers throw, it comes down to this; what we throw ourselves names the archive.
    private T Guarded<T>(Func<T> read, string after)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException or NotSupportedException or OverflowException
            || e is InvalidDataException && !e.Message.Contains(Path, StringComparison.Ordinal))
        {
            throw CutOff(after, e);
        }
    }

    private InvalidDataException CutOff(string after, Exception? cause) =>
        new($"'{Path}' is cut off or damaged after {after}: fetch it again.", cause);
}
