using System.IO.Compression;
using System.Text;

namespace MlNetCnn;

/// <summary>Lists a zip file.</summary>
/// <param name="tree">The tree that its files are to belong to.</param>
/// <param name="path">What errors call the zip file.</param>
/// <param name="below">What stands before the names.</param>
/// <param name="meter">Counts entries and bytes.</param>
internal sealed class ZipFiles(FileTree tree, string path, string below, ArchiveMeter meter)
{
    private const int LinkType = 0xA000, TypeMask = 0xF000, LongestLink = 4096;

    public ArchiveMeter Meter => meter;

    /// <exception cref="InvalidDataException">The directory at its end is damaged, or a name or a link leads out of it.</exception>
    public void List(FileRegion region, TreeListing listing)
    {
        var links = new TreeLinks(path, below, meter);
        foreach (var entry in Archive(region).Entries)
        {
            tree.Cancellation.ThrowIfCancellationRequested();
            meter.AddEntry();
            var name = ArchiveName.Check(path, entry.FullName);
            if (FileKinds.IsInJunk(name))
                continue;
            var file = new ZippedFile(tree, this, below + name, entry);
            if ((entry.ExternalAttributes >> 16 & TypeMask) == LinkType)
                links.Add(name, ArchiveName.Folder(name), Encoding.UTF8.GetString(file.Start(LongestLink)));
            else if (entry.FullName[^1] is '/' or '\\')
                listing.AddFolder(below + name);
            else
                listing.Add(file);
        }
        links.Resolve(listing);
    }

    private ZipArchive Archive(FileRegion region)
    {
        try
        {
            var archive = tree.Keep(new ZipArchive(new BufferedStream(region.Open(), 1 << 14), ZipArchiveMode.Read, leaveOpen: false, ZipNames.Instance));
            _ = archive.Entries; // reads the directory at the archive's end
            return archive;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new InvalidDataException($"'{path}' is a damaged zip file, or cut off: fetch it again.", e);
        }
    }
}
