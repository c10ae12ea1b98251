using System.IO.Compression;

namespace MlNetCnn;

/// <summary>Class folders in a zip file. A damaged entry is a bad image; a damaged directory of the archive stops the reading.</summary>
internal sealed class ZipSource(string path, ArchiveLimits limits) : ArchiveSource(path, limits)
{
    private const int LinkType = 0xA000, TypeMask = 0xF000;

    public override ImageDataFormat Format => ImageDataFormat.Zip;

    public override IEnumerable<ImageEntry> Read(CancellationToken cancellationToken)
    {
        Forget();
        using var file = RealFile.Open(Path);
        using var archive = OpenArchive(file);
        var meter = new ArchiveMeter(Path, Limits, () => file.Length);
        foreach (var entry in archive.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            meter.AddEntry();
            var name = ArchiveName.Check(Path, entry.FullName);
            if ((entry.ExternalAttributes >> 16 & TypeMask) == LinkType)
                throw new InvalidDataException($"'{Path}' has a link, '{name}': put the file itself there.");
            if (entry.FullName[^1] is '/' or '\\')
                SeeFolder(name);
            else if (IsImage(name, () => Start(entry, meter)))
                yield return Load(entry, name, meter);
        }
    }

    private ZipArchive OpenArchive(Stream file)
    {
        try
        {
            var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries; // reads the directory at the archive's end
            return archive;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new InvalidDataException($"'{Path}' is a damaged zip file, or cut off: fetch it again.", e);
        }
    }

    private static byte[] Start(ZipArchiveEntry entry, ArchiveMeter meter)
    {
        try
        {
            using var stream = entry.Open();
            using var counted = new CountingStream(stream, read => meter.AddBytes(read));
            return FileKinds.Start(counted);
        }
        catch (Exception e) when (IsDamage(e, meter))
        {
            return [];
        }
    }

    private static bool IsDamage(Exception e, ArchiveMeter meter) =>
        e is (InvalidDataException or IOException or ArgumentException or NotSupportedException) && !meter.IsExceeded;

    private ImageEntry Load(ZipArchiveEntry entry, string name, ArchiveMeter meter)
    {
        if (entry.IsEncrypted || TooLong(entry.Length) is not null)
            return Bad(name, TooLong(entry.Length) ?? "is encrypted");
        try
        {
            using var stream = entry.Open();
            using var counted = new CountingStream(stream, read => meter.AddBytes(read));
            var bytes = ReadAll(counted, entry.Length);
            return bytes.Length == entry.Length
                ? new ImageEntry(name, ArchiveName.Folder(name), bytes)
                : Bad(name, $"is damaged: {entry.Length} bytes were promised, but {bytes.Length} are there");
        }
        catch (Exception e) when (IsDamage(e, meter))
        {
            return Bad(name, $"is damaged in the archive ({e.Message.TrimEnd('.')})");
        }
    }
}
