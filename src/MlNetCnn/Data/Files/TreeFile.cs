namespace MlNetCnn;

/// <summary>A file of a tree.</summary>
/// <param name="tree">The tree.</param>
/// <param name="name">Its path in the tree, with '/' between folders.</param>
internal abstract class TreeFile(FileTree tree, string name)
{
    public string Name { get; } = name;

    /// <summary>Its folder in the tree; empty at the top.</summary>
    public string Folder => ArchiveName.Folder(Name);

    /// <summary>The last part of its name.</summary>
    public string FileName => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary><see cref="FileName"/> without the ending of a compression: <c>train.csv</c> for <c>train.csv.gz</c>.</summary>
    public string PlainName => Compression.PlainName(FileName);

    /// <summary>What errors call it.</summary>
    public virtual string Shown => $"{Tree.Path}/{Name}";

    /// <summary>Its bytes as it lies there.</summary>
    public abstract long Length { get; }

    protected FileTree Tree { get; } = tree;

    /// <summary>Its first bytes, or as many as there are; none where it cannot be read.</summary>
    public abstract byte[] Start(int count);

    /// <summary>Gives its bytes, now or when they are asked for: once, from any thread.</summary>
    /// <param name="limit">The most bytes that are read.</param>
    /// <returns>Throws <see cref="InvalidDataException"/> or <see cref="IOException"/> where it is damaged, or longer.</returns>
    public abstract Func<ReadOnlyMemory<byte>> Load(long limit);

    /// <summary>Its bytes to read in any order.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or unpacks to more than allowed.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public virtual Stream Open() => Region().Open();

    /// <summary>Like <see cref="Open"/>, unpacked where it is compressed by gzip, bzip2, xz or zstd.</summary>
    /// <inheritdoc cref="Open"/>
    public Stream OpenPlain() => Compression.Of(Start(Compression.StartBytes)) is { } compression ? Unpacked(compression) : Open();

    /// <summary>Where its bytes lie, as long as the tree is open.</summary>
    /// <inheritdoc cref="Open"/>
    public abstract FileRegion Region();

    /// <summary>The same file by another name, as a link gives it.</summary>
    public abstract TreeFile Under(string name);

    protected InvalidDataException TooLong(long limit) =>
        new($"'{Name}' has {Length} bytes, but at most {limit} are read: raise Archive.FileBytes.");

    private Stream Unpacked(Compression compression)
    {
        var region = Tree.Unpacked(this, compression);
        compression.CheckEnd(this, region.Length);
        return region.Open();
    }
}
