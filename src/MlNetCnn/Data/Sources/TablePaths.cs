namespace MlNetCnn;

/// <summary>
/// Finds the image files that a table names: by paths or IDs, with or without extension, relative to the table, to the data set or to a
/// folder in it. Only files of the tree are found, whatever a path says.
/// </summary>
internal sealed class TablePaths
{
    private readonly string _folder;
    private readonly SplitKind? _split;
    private readonly Lazy<TreeFile[]> _images;
    private readonly Dictionary<string, TreeFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TreeFile>> _byLast = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _prefixes = [];
    private string[] _common = [];
    private readonly HashSet<string> _twins = new(StringComparer.Ordinal);
    private bool? _haveTrainFolder;

    /// <param name="images">The image files there are; asked for when the first path is looked for.</param>
    /// <param name="folder">The table's folder.</param>
    /// <param name="split">The split that the table's name tells.</param>
    public TablePaths(Lazy<TreeFile[]> images, string folder, SplitKind? split) => (_images, _folder, _split) = (images, folder, split);

    /// <summary>The share of some paths that are files; all paths looked for later are taken to be like these.</summary>
    public double Share(IReadOnlyCollection<string> paths)
    {
        _prefixes.Clear();
        string[][] parts = [.. paths.Select(Parts).Where(parts => parts.Length > 0)];
        _common = parts.Length == 0 ? [] : [.. parts[0][..^1].TakeWhile((part, i) => parts.All(other => other.Length > i + 1 && other[i] == part))];
        return parts.Length == 0 ? 0 : (double)paths.Count(path => Find(path) is not null) / paths.Count;
    }

    /// <summary>The file of a path or ID, or null where there is none, or several that could be meant.</summary>
    /// <param name="path">As the table has it.</param>
    /// <param name="split">The split that the row tells.</param>
    /// <param name="label">The label of the row, which may be the file's folder.</param>
    public TreeFile? Find(string path, SplitKind? split = null, string? label = null)
    {
        var parts = Parts(path);
        if (_files.Count == 0)
            Index();
        // Folders that all paths begin with may be missing here: they were those of another machine.
        for (var start = 0; start < parts.Length && (start == 0 || start <= _common.Length && parts[start - 1] == _common[start - 1]); start++)
        {
            var name = string.Join('/', parts[start..]);
            if (FindName(name, split) is { } file || label is not null && (file = FindName($"{label}/{name}", split)) is not null)
                return file;
        }
        return null;
    }

    /// <summary>The image of a row; a bad one where its file is not there, or was listed before under another label.</summary>
    /// <param name="path">As the table has it.</param>
    /// <param name="place">What errors call the row.</param>
    /// <param name="split">The split that the table tells; null leaves it to the file's folder.</param>
    /// <param name="label">Its label.</param>
    /// <param name="labels">The labels of the files before.</param>
    /// <param name="most">The most bytes of a file.</param>
    /// <param name="foldGroup">The images that it stays together with, or empty.</param>
    public ImageEntry Entry(string path, string place, SplitKind? split, string label, TableLabels labels, long most, string foldGroup)
    {
        var name = path.Trim();
        if (Find(name, split, label) is not { } file)
            return Bad(name, $"{place} names '{name}', which is not there.");
        if (!FileKinds.IsImage(name) && _twins.Contains(WithoutExtension(file.Name)))
            labels.Twins.Add(file.Name);
        return labels.Other(file, label) is { } other
            ? Bad(file.Name, $"{place} lists '{file.Name}' as '{label}', but a row before it as '{other}': the first counts.")
            : new ImageEntry(file.Name, TableClasses.Group(split ?? FolderSplit(file), label), Math.Min(file.Length, most), file.Load(most)) { FoldGroup = foldGroup };

        ImageEntry Bad(string shown, string why) => new(shown, "", 0, () => throw new InvalidDataException(why));
    }

    /// <summary>Why none of a column's files is there.</summary>
    public static InvalidDataException NoneOf(string title, SampledColumn column) => new(column.Values.Any(value => value.Contains("://", StringComparison.Ordinal))
        ? $"{title} has web addresses in column '{column.Title}', from which nothing is downloaded: download the images, and give the folder that has them and the table."
        : $"None of the first {column.Values.Count} images that {title} names in column '{column.Title}' is there, such as '{column.Values.FirstOrDefault(value => value.Length > 0)}': put them beside the table, give the folder that has both, or set PathColumn.");

    private void Index()
    {
        foreach (var file in _images.Value)
        {
            foreach (var name in new[] { file.Name, WithoutExtension(file.Name) })
            {
                if (!_files.TryAdd(name, file))
                    _twins.Add(name);
                if (!_byLast.TryGetValue(Last(name), out var same))
                    _byLast.Add(Last(name), same = []);
                same.Add(file);
            }
        }
    }

    // Folders tell splits where one of them is to train on.
    private SplitKind FolderSplit(TreeFile file)
    {
        _haveTrainFolder ??= _images.Value.Any(image => SplitNames.OfFolders(image.Name) == SplitKind.Train);
        return _haveTrainFolder.Value ? SplitNames.OfFolders(file.Name) ?? SplitKind.Train : SplitKind.Train;
    }

    private TreeFile? FindName(string name, SplitKind? split)
    {
        foreach (var prefix in _prefixes.OrderBy(prefix => split is null || SplitNames.OfFolders(prefix) == split ? 0 : 1))
        {
            if (_files.TryGetValue(prefix + name, out var known))
                return known;
        }
        if (Best(name, split) is not { } file)
            return null;
        var found = Ends(file.Name, name) ? file.Name[..^name.Length] : WithoutExtension(file.Name)[..^name.Length];
        // Images of another split may have the same names.
        if (_prefixes.Count > 0 && SplitNames.OfFolders(found) is var foundSplit && foundSplit != SplitNames.OfFolders(_prefixes[0]) && foundSplit != split)
            return null;
        if (!_prefixes.Contains(found))
            _prefixes.Add(found);
        return file;
    }

    // Of the files that end like this, the one beside the table, in a folder of its split, or nearest to the top.
    private TreeFile? Best(string name, SplitKind? split)
    {
        if (!_byLast.TryGetValue(Last(name), out var candidates))
            return null;
        var ranked = candidates.Where(file => Ends(file.Name, name) || Ends(WithoutExtension(file.Name), name)).Select(file => (File: file, Rank: Rank(file, split ?? _split)))
            .OrderBy(file => file.Rank).ToArray();
        return ranked.Length == 1 || ranked.Length > 1 && (ranked[0].Rank != ranked[1].Rank || ranked[0].File.Folder == ranked[1].File.Folder) ? ranked[0].File : null;
    }

    private (int Beside, int Split, int Depth) Rank(TreeFile file, SplitKind? split) => (
        file.Folder == _folder ? 0 : file.Folder.StartsWith(_folder, StringComparison.Ordinal) ? 1 : 2,
        SplitNames.OfFolders(file.Name) == (split ?? SplitKind.Train) ? 0 : 1,
        file.Name.Count(c => c == '/'));

    private static bool Ends(string name, string end) =>
        name.EndsWith(end, StringComparison.OrdinalIgnoreCase) && (name.Length == end.Length || name[^(end.Length + 1)] == '/');

    private static string[] Parts(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Trim().Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or ".."))
                parts.Add(part);
        }
        return [.. parts];
    }

    private static string Last(string name) => name[(name.LastIndexOf('/') + 1)..];

    private static string WithoutExtension(string name) => name[..^Path.GetExtension(name).Length];
}
