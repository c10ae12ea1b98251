using System.Formats.Tar;

namespace MlNetCnn;

/// <summary>Lists a tar file. What follows a damaged place cannot be trusted, so that stops the reading.</summary>
/// <param name="path">What errors call it.</param>
/// <param name="below">What stands before the names.</param>
/// <param name="meter">Counts entries.</param>
internal sealed class TarFiles(string path, string below, ArchiveMeter meter)
{
    private string _before = "its beginning";

    /// <exception cref="InvalidDataException">It is damaged or cut off, or a name or a link leads out of it.</exception>
    public void List(FileTree tree, FileRegion region, TreeListing listing)
    {
        using var watched = new TarStream(region.Open());
        using var archive = new TarReader(watched, leaveOpen: true);
        var links = new TreeLinks(path, below, meter);
        while (Guarded(() => Next(archive, watched)) is { } entry)
        {
            tree.Cancellation.ThrowIfCancellationRequested();
            meter.AddEntry();
            var name = ArchiveName.Check(path, entry.Name);
            _before = $"'{name}'";
            if (FileKinds.IsInJunk(name))
                continue;
            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    listing.Add(new RegionFile(tree, below + name, Content(region, entry)));
                    break;
                case TarEntryType.Directory:
                    listing.AddFolder((below + name).TrimEnd('/'));
                    break;
                case TarEntryType.SymbolicLink:
                    links.Add(name, ArchiveName.Folder(name), entry.LinkName);
                    break;
                case TarEntryType.HardLink:
                    links.Add(name, "", entry.LinkName);
                    break;
                default:
                    throw new InvalidDataException($"'{path}' has an entry of kind {entry.EntryType}, '{name}': only files and folders are read.");
            }
        }
        if (Guarded(() => !watched.HasEnd))
            throw CutOff(null);
        links.Resolve(listing);
    }

    private static TarEntry? Next(TarReader archive, TarStream watched)
    {
        TarEntry? entry;
        do
        {
            watched.StartHeader();
            entry = archive.GetNextEntry();
            watched.EndHeader();
        }
        while (entry?.EntryType == TarEntryType.GlobalExtendedAttributes);
        return entry;
    }

    private FileRegion Content(FileRegion region, TarEntry entry) =>
        entry.Length == 0 ? region.Slice(0, 0) : entry.DataOffset >= 0 && entry.Length <= region.Length - entry.DataOffset ? region.Slice(entry.DataOffset, entry.Length) : throw CutOff(null);

    // Whatever a broken archive makes the reader throw, it comes down to this; what we throw ourselves names the archive.
    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException or NotSupportedException or OverflowException
            || e is InvalidDataException && !e.Message.Contains(path, StringComparison.Ordinal))
        {
            throw CutOff(e);
        }
    }

    private InvalidDataException CutOff(Exception? cause) => new($"'{path}' is cut off or damaged after {_before}: fetch it again.", cause);
}
