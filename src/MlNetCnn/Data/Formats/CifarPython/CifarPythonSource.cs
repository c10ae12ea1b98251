using System.IO.Hashing;
using System.Text;

namespace MlNetCnn;

/// <summary>CIFAR's version for Python: pickled batches, of which nothing is run.</summary>
/// <param name="tree">The tree.</param>
/// <param name="files">The batches and, where it is there, the file of class names.</param>
internal sealed class CifarPythonSource(FileTree tree, IReadOnlyList<TreeFile> files) : ImageSource(tree)
{
    private readonly CifarClasses _classes = new(tree.Path);

    public static ImageFormat Known { get; } = new(
        ImageDataFormat.CifarPython, "CIFAR's version for Python", "CIFAR's version for Python, pickled batches", (tree, _) => Recognize(tree));

    public override ImageFormat Format => Known;

    public override bool AllowsUnusedClasses => true;

    public override bool IsPlain => true;

    public override void AddIdentity(XxHash128 hash) => Tree.AddIdentity(hash, files);

    public override IEnumerable<ImageEntry> Read(CancellationToken cancellationToken)
    {
        _classes.Forget();
        foreach (var file in files)
        {
            var title = $"'{file.Shown}'";
            using var stream = file.OpenPlain();
            var root = PickledArrays.Read(stream, title);
            if (Split(file) is not { } split)
            {
                var names = CifarPythonBatch.Names(root);
                if (names.Length > 0)
                    _classes.AddList(names.Length == 10 || file.FileName == "batches.meta" ? "batches.meta.txt" : "fine_label_names.txt", Encoding.UTF8.GetBytes(string.Join('\n', names)));
                continue;
            }
            var batch = CifarPythonBatch.Of(root, title, cancellationToken);
            using var rows = batch.Records(cancellationToken).GetEnumerator();
            foreach (var entry in _classes.Read(new CifarRecords(batch.Classes, split), file.FileName, record => rows.MoveNext() ? Fill(rows.Current, record) : 0))
                yield return entry;
        }
    }

    public override ImageClasses Classes(IReadOnlyCollection<string> groups) => _classes.Resolve(groups);

    private static int Fill(byte[] row, byte[] record)
    {
        row.CopyTo(record, 0);
        return row.Length;
    }

    private static CifarPythonSource? Recognize(FileTree tree) => tree.Files
        .Where(file => (Split(file) is not null || IsMeta(file)) && PickledArrays.IsOne(file.Start(2)))
        .GroupBy(file => file.Folder)
        .FirstOrDefault(folder => folder.Any(file => !IsMeta(file))) is { } files ? new CifarPythonSource(tree, [.. files.OrderBy(file => IsMeta(file) ? 0 : 1)]) : null;

    private static bool IsMeta(TreeFile file) => file.FileName is "batches.meta" or "meta";

    private static SplitKind? Split(TreeFile file) => file.FileName switch
    {
        "train" => SplitKind.Train,
        "test" or "test_batch" => SplitKind.Test,
        var name when name.StartsWith("data_batch_", StringComparison.Ordinal) && !name.Contains('.', StringComparison.Ordinal) => SplitKind.Train,
        _ => null,
    };
}
