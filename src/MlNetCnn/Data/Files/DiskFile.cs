namespace MlNetCnn;

/// <summary>A file on the disk.</summary>
/// <param name="tree">The tree.</param>
/// <param name="name">Its name in it.</param>
/// <param name="file">The file, links followed.</param>
/// <param name="shown">What errors call it; null for its path below the tree's, which a million files need not keep.</param>
internal sealed class DiskFile(FileTree tree, string name, FileInfo file, string? shown = null) : TreeFile(tree, name)
{
    private FileRegion? _region;

    public FileInfo File => file;

    public override string Shown => shown ?? System.IO.Path.Combine(Tree.Path, Name);

    public override long Length => file.Exists ? file.Length : 0;

    /// <summary>The file that is a tree of its own.</summary>
    public static DiskFile Alone(FileTree tree) => new(tree, System.IO.Path.GetFileName(tree.Path), RealFile.Of(new FileInfo(tree.Path)), tree.Path);

    public override byte[] Start(int count)
    {
        try
        {
            if (!file.Exists || RealFile.HasNoBytes(file))
                return [];
            using var stream = file.OpenRead();
            var start = new byte[count];
            return start[..stream.ReadAtLeast(start, count, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public override Func<ReadOnlyMemory<byte>> Load(long limit) => () =>
    {
        if (!file.Exists && Name.Contains('\uFFFD'))
            throw new InvalidDataException($"'{Name}' cannot be opened: its name is not UTF-8, rename it.");
        if (!file.Exists && new FileInfo(Shown).LinkTarget is { } target)
            throw new InvalidDataException($"'{Name}' is a link to '{target}', which is not there.");
        if (file.Exists && file.Length > limit)
            throw TooLong(limit);
        return RealFile.HasNoBytes(file) ? default : System.IO.File.ReadAllBytes(file.FullName);
    };

    public override TreeFile Under(string name) => new DiskFile(Tree, name, file, shown);

    public override Stream Open() => RealFile.Open(file.FullName);

    public override FileRegion Region()
    {
        if (_region is null)
        {
            var stream = Tree.Keep(RealFile.Open(file.FullName));
            _region = new(stream.SafeFileHandle, 0, stream.Length);
        }
        return _region.Value;
    }
}
