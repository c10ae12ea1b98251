using System.Collections.Immutable;
using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>Where images come from: reads one data set's files entry by entry, and says in the end which class each belongs to.</summary>
/// <param name="tree">The files; it stays open.</param>
internal abstract class ImageSource(FileTree tree)
{
    /// <summary>The folder or file, as errors name it.</summary>
    public string Path => Tree.Path;

    public abstract ImageFormat Format { get; }

    /// <summary>How many images there are, where that is known before they are read.</summary>
    public virtual long? Count => null;

    /// <summary>Whether classes may have no images, as where their names come from a list.</summary>
    public virtual bool AllowsUnusedClasses => false;

    /// <summary>Whether the files are only numbers, which no library has to be trusted with.</summary>
    public virtual bool IsPlain => false;

    /// <summary>The groups of the entries read last, those of bad images and of empty folders too.</summary>
    public virtual IReadOnlyCollection<string> GroupsSeen => [];

    /// <summary>The files that the entries read last lay among and that are not supported.</summary>
    public virtual ImmutableArray<UnsupportedFiles> Unsupported => [];

    /// <summary>What a reader of the data should know besides, in sentences: what was left out on purpose, or done to the images.</summary>
    public virtual ImmutableArray<string> Notes => [];

    /// <summary>What lies beside the data and was not read, in sentences.</summary>
    public ImmutableArray<string> Beside { get; set; } = [];

    protected FileTree Tree { get; } = tree;

    /// <summary>The images in memory, where they are so and nothing is to be done to them; otherwise null.</summary>
    public virtual (ImageSet Train, ImageSet? Test)? Unchanged(ImageLoading options) => null;

    /// <summary>Adds what tells this content from any other: names, lengths, times, hashes.</summary>
    public abstract void AddIdentity(XxHash128 hash);

    /// <summary>Reads all entries in order. Each is used up before the next is asked for, or holds its bytes itself.</summary>
    /// <exception cref="InvalidDataException">The structure is broken: nothing after it can be trusted.</exception>
    public abstract IEnumerable<ImageEntry> Read(CancellationToken cancellationToken);

    /// <summary>After all entries were read: the split and the class of each group, and the classes in their order.</summary>
    /// <param name="groups">The distinct groups of the entries.</param>
    /// <exception cref="InvalidDataException">They make no classes.</exception>
    public abstract ImageClasses Classes(IReadOnlyCollection<string> groups);
}
