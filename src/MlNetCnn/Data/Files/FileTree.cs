using System.Collections.Immutable;
using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>
/// The files of a data set by their names, wherever they lie: in a folder, in an archive, or one file alone. What systems leave behind is
/// passed over. Where there is nothing but archives, their files are taken, each below a folder of the archive's name.
/// </summary>
internal sealed class FileTree : IDisposable
{
    private const int TarBlock = 512, MostLevels = 3, MostInner = 64;

    private static readonly string[] ArchiveEndings = [".zip", ".tar"];

    private readonly List<IDisposable> _open = [];
    private readonly Dictionary<string, FileRegion> _unpacked = new(StringComparer.Ordinal);
    private readonly ArchiveMeter _meter;
    private Dictionary<string, TreeFile>? _byName;
    private long _packed;

    private FileTree(string path, ArchiveLimits limits, CancellationToken cancellationToken)
    {
        (Path, Limits, Cancellation) = (path, limits, cancellationToken);
        _meter = new ArchiveMeter(path, limits, () => _packed);
    }

    /// <summary>The folder or file, as errors name it.</summary>
    public string Path { get; }

    public ArchiveLimits Limits { get; }

    /// <summary>Whether it is one file in which others are packed.</summary>
    public bool IsArchive { get; private init; }

    /// <summary>Whether it is one file that is no archive, packed or not.</summary>
    public bool IsFile { get; private set; }

    /// <summary>All files, folder by folder, each in the order of the names' characters: the same packed and unpacked.</summary>
    public ImmutableArray<TreeFile> Files { get; private set; } = [];

    /// <summary>All folders, those without files too; "" is the tree itself.</summary>
    public ImmutableArray<string> Folders { get; private set; } = [];

    public CancellationToken Cancellation { get; }

    /// <summary>Opens what is at a path.</summary>
    /// <exception cref="FileNotFoundException">There is nothing.</exception>
    /// <exception cref="InvalidDataException">It is an archive that is damaged, above a limit, or means harm, or of a kind that is not read.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static FileTree Open(string path, ArchiveLimits limits, CancellationToken cancellationToken = default)
    {
        var isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path))
            throw new FileNotFoundException($"There is no file or folder '{path}'.", path);
        var tree = new FileTree(path, limits, cancellationToken) { IsArchive = !isFolder && IsPacked(path) };
        try
        {
            var listing = new TreeListing();
            if (isFolder)
                DiskFiles.List(tree, new DirectoryInfo(path), listing);
            else if (tree.IsArchive)
                tree.List(listing, DiskFile.Alone(tree), "", 0);
            else
                listing.Files.Add(DiskFile.Alone(tree));
            tree.IsFile = !isFolder && (!tree.IsArchive || listing.IsOneFile);
            tree.Take(listing);
            return tree;
        }
        catch
        {
            tree.Dispose();
            throw;
        }
    }

    /// <summary>Whether a file is an archive or compressed, by its first bytes.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsPacked(string path)
    {
        using var file = RealFile.Open(path);
        var start = new byte[TarBlock];
        start = start[..file.ReadAtLeast(start, TarBlock, throwOnEndOfStream: false)];
        return IsZip(start) || IsTar(start) || Compression.Of(start) is not null || IsOther(start);
    }

    /// <summary>The file of a path in the tree, or null. For a file on the disk, those beside it are found too.</summary>
    public TreeFile? Find(string name)
    {
        if (_byName is null)
        {
            _byName = new(StringComparer.Ordinal);
            foreach (var file in Files)
                _byName.TryAdd(file.Name, file);
        }
        if (_byName.TryGetValue(name, out var found))
            return found;
        if (!IsFile)
            return null;
        var beside = new FileInfo(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!, ArchiveName.Check(Path, name)));
        return beside.Exists ? new DiskFile(this, name, beside, beside.FullName) : null;
    }

    /// <summary>The images of the tree; for a file on the disk that is a tree alone, those in its folder and in folders near below it.</summary>
    public IEnumerable<TreeFile> Images()
    {
        if (!IsFile || IsArchive)
            return Files.Where(file => FileKinds.IsImage(file.Name));
        var folder = new FileInfo(Path).DirectoryName!;
        var near = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = MostLevels };
        return Directory.EnumerateFiles(folder, "*", near).Where(FileKinds.IsImage).Order(StringComparer.Ordinal)
            .Select(file => new DiskFile(this, System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/'), RealFile.Of(new FileInfo(file)), file));
    }

    /// <summary>The files in an archive of the tree; their names begin with the archive's.</summary>
    /// <exception cref="InvalidDataException">It is damaged, above a limit, or means harm.</exception>
    public IReadOnlyList<TreeFile> Within(TreeFile archive)
    {
        var listing = new TreeListing();
        List(listing, archive, $"{archive.Name}/", MostLevels);
        return listing.Files;
    }

    /// <summary>Adds what tells the content of some files from any other.</summary>
    /// <param name="hash">What it is added to.</param>
    /// <param name="files">The files.</param>
    /// <param name="byStamp">Whether their lengths and times of change do on the disk, as they must for many.</param>
    public void AddIdentity(XxHash128 hash, IEnumerable<TreeFile> files, bool byStamp = false)
    {
        if (IsArchive)
        {
            AddIdentity(hash, Path);
            return;
        }
        foreach (var file in files)
        {
            if (file is DiskFile { File: var onDisk } && byStamp)
                hash.AppendStamp(file.Name, onDisk);
            else if (file is DiskFile { File: var read })
                hash.AppendContent(file.Name, read.FullName);
            else
                hash.AppendText($"{file.Name}\0{file.Length}\0");
        }
    }

    /// <summary>Adds what tells an archive from any other.</summary>
    public static void AddIdentity(XxHash128 hash, string path) => hash.AppendContent("", path);

    public void Dispose()
    {
        foreach (var open in Enumerable.Reverse(_open))
            open.Dispose();
    }

    /// <summary>The bytes of a file, unpacked by its compression.</summary>
    public FileRegion Unpacked(TreeFile file, Compression compression)
    {
        var key = $"{file.Name}\0{compression.Name}";
        if (_unpacked.TryGetValue(key, out var region))
            return region;
        _packed += file is DiskFile ? file.Length : 0;
        try
        {
            using var packed = file.Open();
            using var stream = compression.Open(packed);
            region = Spool(file.Shown, stream);
            if (region.Length == 0)
                throw new EndOfStreamException();
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException) && !IsOwn(e))
        {
            throw new InvalidDataException($"'{file.Shown}' is cut off or damaged, and cannot be unpacked as {compression.Name}: fetch it again.", e);
        }
        return _unpacked[key] = region;
    }

    /// <summary>Whether a failure is one of ours, whose message names the file.</summary>
    public bool IsOwn(Exception e) => e is (IOException or InvalidDataException) && e.Message.Contains(Path, StringComparison.Ordinal);

    /// <summary>Writes a stream into a temporary file.</summary>
    public FileRegion Spool(string shown, Stream stream)
    {
        var temporary = Keep(new TemporaryFile(shown));
        return temporary.Append(stream, _meter, Cancellation);
    }

    /// <summary>Closes something with the tree.</summary>
    public T Keep<T>(T open)
        where T : IDisposable
    {
        _open.Add(open);
        return open;
    }

    // Lists an archive's files below a folder; a compressed file that is no archive is listed itself.
    private void List(TreeListing listing, TreeFile file, string below, int level)
    {
        Cancellation.ThrowIfCancellationRequested();
        var start = file.Start(TarBlock);
        if (Compression.Of(start) is { } compression)
        {
            var unpacked = new RegionFile(this, below + file.PlainName, Unpacked(file, compression));
            start = unpacked.Start(TarBlock);
            if (IsTar(start) || level < MostLevels && (IsZip(start) || Compression.Of(start) is not null))
            {
                List(listing, unpacked, below, level + 1);
                return;
            }
            compression.CheckEnd(file, unpacked.Length);
            listing.Files.Add(unpacked);
            listing.IsOneFile = true;
            return;
        }
        _packed += file is DiskFile ? file.Length : 0;
        if (IsZip(start))
            new ZipFiles(this, file.Shown, below, _meter).List(file.Region(), listing);
        else if (IsTar(start))
            new TarFiles(file.Shown, below, _meter).List(this, file.Region(), listing);
        else
            throw new InvalidDataException($"'{file.Shown}' is an archive of a kind that is not read (7z, rar): pack it as .zip, .tar or .tar.gz.");
    }

    private void Take(TreeListing listing)
    {
        for (var level = 0; level < MostLevels && InnerArchives(listing) is { Count: > 0 } inner; level++)
        {
            var seen = new TreeListing();
            seen.Files.AddRange(listing.Files.Except(inner));
            seen.Folders.UnionWith(listing.Folders);
            foreach (var archive in inner)
            {
                var folder = $"{archive.Name[..^archive.FileName.Length]}{System.IO.Path.GetFileNameWithoutExtension(archive.PlainName)}/";
                seen.Folders.Add(folder.TrimEnd('/'));
                List(seen, archive, folder, level);
            }
            listing = seen;
        }
        Files = listing.IsSorted ? [.. listing.Files] : [.. listing.Files.OrderBy(file => file.Name, TreeOrder.Instance)];
        Folders = [.. listing.Folders];
    }

    // The archives, where there is nothing else but texts.
    private static List<TreeFile> InnerArchives(TreeListing listing)
    {
        var archives = new List<TreeFile>();
        foreach (var file in listing.Files)
        {
            if (ArchiveEndings.Contains(System.IO.Path.GetExtension(file.PlainName), StringComparer.OrdinalIgnoreCase))
                archives.Add(file);
            else if (!FileKinds.IsText(file.PlainName))
                return [];
        }
        return archives.Count <= MostInner && archives.All(file => file.Start(TarBlock) is var start && (IsZip(start) || IsTar(start) || Compression.Of(start) is not null)) ? archives : [];
    }

    private static bool IsZip(ReadOnlySpan<byte> start) => start is [(byte)'P', (byte)'K', 3 or 5 or 7, ..];

    private static bool IsTar(ReadOnlySpan<byte> start) => start.Length == TarBlock && start[257..].StartsWith("ustar"u8);

    private static bool IsOther(ReadOnlySpan<byte> start) => start is [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] or [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..];
}
