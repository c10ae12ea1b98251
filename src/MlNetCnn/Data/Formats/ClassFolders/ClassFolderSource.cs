using System.Collections.Immutable;
using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>Folders of image files, one a class. Files of other kinds than images are counted.</summary>
internal sealed class ClassFolderSource : ImageSource
{
    private readonly List<TreeFile> _images = [];
    private readonly UnsupportedTally _unsupported = new();
    private readonly string[] _withImages, _empty;

    private ClassFolderSource(FileTree tree)
        : base(tree)
    {
        foreach (var file in tree.Files)
        {
            var kind = FileKinds.Of(file.Name, () => file.Start(FileKinds.StartBytes));
            if (kind == FileKind.Image)
                _images.Add(file);
            else if (kind == FileKind.Unsupported)
                _unsupported.Add(file.Name);
        }
        _withImages = [.. _images.Select(image => image.Folder).Distinct()];
        _empty = [.. tree.Folders.Except(_withImages).Order(StringComparer.Ordinal)];
        var unlabeled = ClassFolders.Unlabeled(_withImages);
        if (unlabeled.Count == 0)
            return;
        Notes = [.. _images.CountBy(image => image.Folder).Where(folder => unlabeled.Contains(folder.Key)).Select(folder => Note(folder.Key, folder.Value))];
        _images.RemoveAll(image => unlabeled.Contains(image.Folder));
        _withImages = [.. _withImages.Except(unlabeled)];
    }

    public static ImageFormat Known { get; } = new(
        ImageDataFormat.Folder, "class folders", "one folder of images for each class, with or without train, val and test above them", (tree, _) => Recognize(tree));

    public override ImageFormat Format => Known;

    public override long? Count => _images.Count;

    public override IReadOnlyCollection<string> GroupsSeen => _withImages;

    public override ImmutableArray<UnsupportedFiles> Unsupported => _unsupported.Files;

    public override ImmutableArray<string> Notes { get; } = [];

    public override void AddIdentity(XxHash128 hash)
    {
        Tree.AddIdentity(hash, _images, byStamp: true);
        hash.AppendText(string.Join('\0', _empty));
        hash.AppendText($"{UnsupportedFiles.Describe(Unsupported)}\0{string.Join('\0', Notes)}");
    }

    public override IEnumerable<ImageEntry> Read(CancellationToken cancellationToken)
    {
        foreach (var image in _images)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ImageEntry(image.Name, image.Folder, Math.Min(image.Length, Tree.Limits.FileBytes), image.Load(Tree.Limits.FileBytes));
        }
    }

    public override ImageClasses Classes(IReadOnlyCollection<string> groups) => ClassFolders.Resolve(Path, groups, _empty);

    private string Note(string folder, int images) =>
        $"{images:N0} {(images == 1 ? "image" : "images")} in '{folder}' {(images == 1 ? "has" : "have")} no label and {(images == 1 ? "was" : "were")} left out: "
        + $"mlnetcnn score MODEL {(Tree.IsArchive ? "FOLDER" : System.IO.Path.Combine(Path, folder))} gives {(images == 1 ? "its class" : "their classes")}{(Tree.IsArchive ? ", once they are unpacked" : "")}.";

    private static ClassFolderSource? Recognize(FileTree tree) => new ClassFolderSource(tree) is { _images.Count: > 0 } source ? source : null;
}
