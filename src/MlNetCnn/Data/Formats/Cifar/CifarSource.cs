using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>CIFAR's binary files.</summary>
/// <param name="tree">The tree.</param>
/// <param name="files">The files and, where there is one, the list of class names.</param>
internal sealed class CifarSource(FileTree tree, IReadOnlyList<TreeFile> files) : ImageSource(tree)
{
    private readonly CifarClasses _classes = new(tree.Path);

    public static ImageFormat Known { get; } = new(ImageDataFormat.Cifar, "CIFAR's binary files", "CIFAR-10's and CIFAR-100's binary files", (tree, _) => Recognize(tree));

    public override ImageFormat Format => Known;

    public override bool AllowsUnusedClasses => true;

    public override void AddIdentity(XxHash128 hash) => Tree.AddIdentity(hash, files);

    public override IEnumerable<ImageEntry> Read(CancellationToken cancellationToken)
    {
        _classes.Forget();
        foreach (var file in files.OrderBy(file => CifarClasses.IsList(file.FileName) ? 0 : 1))
        {
            if (CifarRecords.OfName(file.PlainName) is not { } records)
            {
                _classes.AddList(file.FileName, file.Load(Tree.Limits.FileBytes)().Span);
                continue;
            }
            using var stream = file.OpenPlain();
            foreach (var entry in _classes.Read(records, file.PlainName, buffer => stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return entry;
            }
        }
    }

    public override ImageClasses Classes(IReadOnlyCollection<string> groups) => _classes.Resolve(groups);

    // In the tree's folder, or in the one that CIFAR's archive unpacks to.
    private static CifarSource? Recognize(FileTree tree) => tree.Files
        .Where(file => CifarRecords.OfName(file.PlainName) is not null || CifarClasses.IsList(file.FileName))
        .GroupBy(file => file.Folder)
        .FirstOrDefault(folder => folder.Any(file => CifarRecords.OfName(file.PlainName) is not null)) is { } files ? new CifarSource(tree, [.. files]) : null;
}
