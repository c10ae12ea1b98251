using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>Image files whose splits, and perhaps labels, stand in texts such as train.txt and test.txt.</summary>
internal sealed class FileListSource : ImageSource
{
    private readonly FileList[] _lists;
    private readonly TreeFile? _classes;
    private readonly bool _haveLabels;

    private FileListSource(FileTree tree, FileList[] lists)
        : base(tree)
    {
        _haveLabels = lists.First(list => list.Split == SplitKind.Train).HasLabels;
        _lists = Array.FindAll(lists, list => list.HasLabels || !_haveLabels);
        _classes = _haveLabels ? ListedClasses.Find(tree) : null;
        Notes = [.. lists.Except(_lists).Select(list =>
            $"{list.Count:N0} images that '{list.File.Name}' lists have no label and were left out: mlnetcnn score MODEL FILES gives their classes.")];
    }

    public static ImageFormat Known { get; } = new(
        ImageDataFormat.FileLists, "images in file lists", "images whose paths, with labels or below folders of classes, are listed in train.txt, val.txt and test.txt", (tree, _) => Recognise(tree));

    public override ImageFormat Format => Known;

    public override ImmutableArray<string> Notes { get; }

    public override long? Count => _lists.Sum(list => (long)list.Count);

    public override void AddIdentity(XxHash128 hash)
    {
        Tree.AddIdentity(hash, _lists.Select(list => list.File).Concat(_classes is null ? [] : [_classes]));
        Tree.AddIdentity(hash, _lists.SelectMany(list => list.Lines.Select(line => line.Image).OfType<TreeFile>()), byStamp: true);
    }

    public override IEnumerable<ImageEntry> Read(CancellationToken cancellationToken)
    {
        foreach (var list in _lists)
        {
            foreach (var (image, path, label) in list.Lines)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (image is null)
                    yield return new ImageEntry(path, "", 0, () => throw new InvalidDataException($"'{path}', which '{list.File.Shown}' lists, is not there."));
                else if ((_haveLabels ? label : FolderOf(image)) is { } group)
                    yield return new ImageEntry(image.Name, TableClasses.Group(list.Split, group), Math.Min(image.Length, Tree.Limits.FileBytes), image.Load(Tree.Limits.FileBytes));
                else
                    yield return new ImageEntry(image.Name, "", 0, () => throw new InvalidDataException($"'{image.Name}' has no label in '{list.File.Shown}'."));
            }
        }
    }

    public override ImageClasses Classes(IReadOnlyCollection<string> groups)
    {
        var found = TableClasses.Resolve(Path, groups, []);
        var names = _classes is not null ? ListedClasses.Read(_classes, found.Names) : _haveLabels && found.Names.All(IsNumber) ? FoldersByLabel(found.Names) : [];
        return names.Count == 0 ? found : new(
            [.. found.Names.Select(label => names[label])], found.Groups.ToDictionary(group => group.Key, group => (group.Value.Split, names[group.Value.Class])));
    }

    private static FileListSource? Recognise(FileTree tree)
    {
        var texts = tree.Files.Where(file => file.Name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) || file.Name.EndsWith(".lst", StringComparison.OrdinalIgnoreCase))
            .Select(file => (File: file, Split: SplitNames.Like(System.IO.Path.GetFileNameWithoutExtension(file.FileName)))).Where(text => text.Split is not null)
            .GroupBy(text => text.File.Folder)
            .FirstOrDefault(folder => folder.Any(text => text.Split == SplitKind.Train) && folder.CountBy(text => text.Split!.Value).All(split => split.Value == 1));
        if (texts is null)
            return null;
        var images = new Dictionary<string, TreeFile>(StringComparer.Ordinal);
        foreach (var file in tree.Files.Where(file => FileKinds.IsImage(file.Name)))
            images.TryAdd(FileList.Stem(file.Name), file);
        FileList[] lists = images.Count == 0 ? [] : [.. texts.Select(text => FileList.Of(text.File, text.Split!.Value, images, tree.Limits.FileBytes)).OfType<FileList>()];
        var train = Array.Find(lists, list => list.Split == SplitKind.Train);
        var canBeClasses = train is not null && (train.HasLabels || train.Lines.Select(line => line.Image?.Folder).Distinct().Count() > 1);
        return canBeClasses ? new FileListSource(tree, [.. lists.OrderBy(list => list.Split)]) : null;
    }

    // Where the images of each label lie in one folder of their own, its name says more than the number.
    private Dictionary<string, string> FoldersByLabel(IEnumerable<string> labels)
    {
        var pairs = _lists.Where(list => list.Split == SplitKind.Train).SelectMany(list => list.Lines).Where(line => line is { Image: not null, Label: not null })
            .Select(line => (Label: line.Label!, Folder: FolderOf(line.Image!))).Distinct().ToArray();
        var areTheSame = pairs.Length == labels.Count() && pairs.DistinctBy(pair => pair.Label).Count() == pairs.Length && pairs.DistinctBy(pair => pair.Folder).Count() == pairs.Length;
        return areTheSame && pairs.All(pair => !string.IsNullOrEmpty(pair.Folder)) ? pairs.ToDictionary(pair => pair.Label, pair => pair.Folder!, StringComparer.Ordinal) : [];
    }

    private static string? FolderOf(TreeFile image) => image.Folder.Split('/')[^1] is { Length: > 0 } name ? name : null;

    private static bool IsNumber(string label) => int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
