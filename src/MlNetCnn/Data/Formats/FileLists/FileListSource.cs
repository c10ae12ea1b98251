using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>Image files whose splits, and perhaps labels, stand in texts such as train.txt and test.txt.</summary>
internal sealed class FileListSource : ImageSource
{
    private readonly FileList[] _lists;
    private readonly (TreeFile Image, SplitKind Split, string Class)[] _rest;
    private readonly TreeFile? _classes;
    private readonly bool _haveLabels;

    private FileListSource(FileTree tree, FileList[] lists, IEnumerable<TreeFile> images, IEnumerable<string> notes)
        : base(tree)
    {
        var train = Array.Find(lists, list => list.Split == SplitKind.Train);
        var listed = lists.SelectMany(list => list.Lines).Select(line => line.Image).ToHashSet();
        TreeFile[] unlisted = [.. images.Where(image => !listed.Contains(image))];
        // Without a list to train on, its labels are the names of folders, as in Tiny ImageNet.
        var labels = train is null ? lists.SelectMany(list => list.Lines).Select(line => line.Label).OfType<string>().ToHashSet(StringComparer.Ordinal) : [];
        var byLabel = labels.Count > 0 && unlisted.Any(image => image.Folder.Split('/').Any(labels.Contains));
        _haveLabels = train?.HasLabels ?? byLabel;
        _lists = Array.FindAll(lists, list => list.HasLabels || !_haveLabels);
        _classes = _haveLabels ? ListedClasses.Find(tree) : null;
        var classes = (train?.Lines.Select(line => line.Image) ?? unlisted).OfType<TreeFile>().Select(FolderOf).ToHashSet();
        _rest = [.. unlisted.Select(image => (Image: image, Split: SplitOf(image), Class: ClassOf(image))).Where(rest => rest is { Split: not null, Class: not null }).Select(rest => (rest.Image, rest.Split!.Value, rest.Class!))];
        Notes = [.. notes,
            .. lists.Except(_lists).Select(list => $"{list.Count:N0} images that '{list.File.Name}' lists have no label and were left out: mlnetcnn score MODEL FILES gives their classes."),
            .. _rest.CountBy(rest => rest.Split).Select(split => $"{split.Value:N0} images that no list names are read as {split.Key.ToString().ToLowerInvariant()} images."),
            .. unlisted.Length > _rest.Length ? [$"{unlisted.Length - _rest.Length:N0} {(unlisted.Length - _rest.Length == 1 ? "image that no list names was" : "images that no list names were")} left out."] : Array.Empty<string>()];

        // What a list leaves over, where folders tell what it is.
        SplitKind? SplitOf(TreeFile image)
        {
            var split = SplitNames.OfFolders(image.Name) ?? (train is null ? SplitKind.Train : null);
            return lists.Any(list => list.Split == split) ? null : split;
        }

        string? ClassOf(TreeFile image) => byLabel ? image.Folder.Split('/').LastOrDefault(labels.Contains) : !_haveLabels && classes.Contains(FolderOf(image)) ? FolderOf(image) : null;
    }

    public static ImageFormat Known { get; } = new(
        ImageDataFormat.FileLists, "images in file lists", "images whose paths, with labels or below folders of classes, are listed in train.txt, val.txt and test.txt", (tree, _) => Recognize(tree));

    public override ImageFormat Format => Known;

    public override ImmutableArray<string> Notes { get; }

    public override long? Count => _lists.Sum(list => (long)list.Count) + _rest.Length;

    public override void AddIdentity(XxHash128 hash)
    {
        Tree.AddIdentity(hash, _lists.Select(list => list.File).Concat(_classes is null ? [] : [_classes]));
        Tree.AddIdentity(hash, _lists.SelectMany(list => list.Lines.Select(line => line.Image).OfType<TreeFile>()).Concat(_rest.Select(rest => rest.Image)), byStamp: true);
        hash.AppendText(string.Join('\0', Notes));
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
                    yield return Entry(image, list.Split, group);
                else
                    yield return new ImageEntry(image.Name, "", 0, () => throw new InvalidDataException($"'{image.Name}' has no label in '{list.File.Shown}'."));
            }
        }
        foreach (var (image, split, label) in _rest)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Entry(image, split, label);
        }
    }

    public override ImageClasses Classes(IReadOnlyCollection<string> groups)
    {
        var found = TableClasses.Resolve(Path, groups, []);
        var names = _classes is not null ? ListedClasses.Read(_classes, found.Names) : _haveLabels && found.Names.All(IsNumber) ? FoldersByLabel(found.Names) : [];
        return names.Count == 0 ? found : found.Named(names);
    }

    private static FileListSource? Recognize(FileTree tree)
    {
        var folders = tree.Files.Where(file => System.IO.Path.GetExtension(file.Name).ToUpperInvariant() is ".TXT" or ".LST")
            .Select(file => (File: file, Split: file.FileName == ImageNumbers.FileName ? SplitKind.Train : SplitNames.Like(System.IO.Path.GetFileNameWithoutExtension(file.FileName)))).Where(text => text.Split is not null)
            .GroupBy(text => text.File.Folder, text => (text.File, text.Split!.Value)).ToArray();
        var images = new Dictionary<string, TreeFile>(StringComparer.Ordinal);
        foreach (var file in folders.Length == 0 ? [] : tree.Files.Where(file => FileKinds.IsImage(file.Name)))
            images.TryAdd(FileList.Stem(file.Name), file);
        return images.Count == 0 ? null : folders.Select(texts => Of(tree, [.. texts], images)).FirstOrDefault(source => source is not null);
    }

    private static FileListSource? Of(FileTree tree, (TreeFile File, SplitKind Split)[] texts, Dictionary<string, TreeFile> images)
    {
        var (lists, notes) = (new List<FileList>(), new List<string>());
        foreach (var (file, split) in texts)
        {
            if (ImageNumbers.Lists(tree, file, images) is { Count: > 0 } numbered)
                lists.AddRange(numbered);
            else if (FileList.Read(file, tree.Limits.FileBytes) is var lines && FileList.Of(file, split, images, lines) is { } list)
                lists.Add(list);
            else if (FileList.NamesImages(lines))
                notes.Add($"None of the images that '{file.Name}' lists is there, such as '{lines[0]}'.");
        }
        if (lists.Count == 0 && notes.Count > 0)
            throw new InvalidDataException($"{notes[0]} Put them where it says below '{tree.Path}', or remove the list.");
        FileList[] chosen = [.. lists.OrderBy(list => list.Split).GroupBy(list => list.Split).Select(same => One(tree, [.. same], notes))];
        var train = Array.Find(chosen, list => list.Split == SplitKind.Train);
        var canBeClasses = chosen.Length > 0 && (train is { HasLabels: true } || (train?.Lines.Select(line => line.Image) ?? images.Values).OfType<TreeFile>().Select(image => image.Folder).Distinct().Count() > 1);
        return canBeClasses ? new FileListSource(tree, chosen, images.Values, notes) : null;
    }

    // Of several lists of a split the one named as it, or the first of those that differ by a number.
    private static FileList One(FileTree tree, FileList[] same, List<string> notes)
    {
        if (same.Length == 1)
            return same[0];
        var names = string.Join(", ", same.Take(5).Select(list => $"'{list.File.Name}'"));
        var one = same.FirstOrDefault(list => SplitNames.Of(Stem(list)) is not null) ?? (same.Select(list => Stem(list).TrimEnd("0123456789".ToCharArray())).Distinct().Count() == 1 ? same[0]
            : throw new InvalidDataException($"'{tree.Path}' has several lists of its {same[0].Split.ToString().ToLowerInvariant()} images, {names}: keep one for each of train, val and test."));
        notes.Add($"Of the lists {names} '{one.File.Name}' is read, and the others are not.");
        return one;

        static string Stem(FileList list) => System.IO.Path.GetFileNameWithoutExtension(list.File.FileName);
    }

    private ImageEntry Entry(TreeFile image, SplitKind split, string label) =>
        new(image.Name, TableClasses.Group(split, label), Math.Min(image.Length, Tree.Limits.FileBytes), image.Load(Tree.Limits.FileBytes));

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
