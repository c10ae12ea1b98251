using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// What the folders of images mean. Folders above all others are passed over; where train, val and test follow, under these or like names,
/// they are splits with classes below; where each of the folders has them below it, they are the splits of that class; otherwise the folders
/// are the classes, unless they look like splits or groups. Folders within a class's folder belong to it.
/// </summary>
internal sealed class ClassFolders
{
    private readonly string _path;
    private readonly Dictionary<string, string[]> _parts;
    private readonly SplitFolders? _splits;

    // How deep the names of splits and of classes are, where a folder train in each class says so.
    private readonly int? _split;
    private readonly int _class;

    private ClassFolders(string path, IEnumerable<string> folders)
    {
        _path = path;
        _parts = folders.ToDictionary(folder => folder, folder => folder.Split('/', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        var common = Common();
        _splits = SplitFolders.Of(_parts.Values, common);
        var below = _parts.Values.Select(p => p.Length == common + 2 ? SplitNames.Of(p[common + 1]) : null).ToArray();
        _split = _splits is not null ? common : below.Contains(SplitKind.Train) && !below.Contains(null) ? common + 1 : null;
        _class = _splits is not null ? common + 1 : common;
    }

    /// <summary>The folders of images to test on that have no labels, because they lie in no class's folder while those to train on do.</summary>
    /// <param name="folders">The folders that have images, joined by '/', relative to the data set; "" is the data set itself.</param>
    public static IReadOnlyCollection<string> Unlabeled(IEnumerable<string> folders)
    {
        var found = new ClassFolders("", folders);
        return found._splits is { } splits ? [.. found._parts.Where(folder => splits.IsUnlabeled(folder.Value)).Select(folder => folder.Key)] : [];
    }

    /// <summary>Finds splits and classes.</summary>
    /// <param name="path">The data set, as errors name it.</param>
    /// <param name="folders">The folders that have images with labels, joined by '/', relative to the data set; "" is the data set itself.</param>
    /// <param name="empty">Folders without images, likewise.</param>
    /// <exception cref="InvalidDataException">Images lie outside of any class, a class is empty, or the folders are no classes.</exception>
    public static ImageClasses Resolve(string path, IReadOnlyCollection<string> folders, IEnumerable<string> empty)
    {
        var found = new ClassFolders(path, folders);
        var groups = new Dictionary<string, (SplitKind Split, string Class)>(StringComparer.Ordinal);
        foreach (var (folder, names) in found._parts)
            groups.Add(folder, found.Group(folder, names));
        found.CheckEmpty(empty);
        if (found._split is null || found._splits is not null)
            found.CheckClasses();
        return new ImageClasses([.. groups.Values.Select(g => g.Class).Distinct().Order(StringComparer.Ordinal)], groups);
    }

    private (SplitKind Split, string Class) Group(string folder, string[] names)
    {
        if (folder.Contains('\uFFFD'))
            throw new InvalidDataException($"The folder '{folder}' of '{_path}' has a name that is not UTF-8, so it cannot name a class: rename it.");
        if (_splits is null && _split is { } below)
            return (SplitNames.Of(names[below])!.Value, names[_class]);
        if (_splits is null)
            return names.Length > _class ? (SplitKind.Train, names[_class]) : throw new InvalidDataException(
                $"'{_path}' has images that lie in no class folder{(folder.Length > 0 ? $" but directly in '{folder}'" : "")}: put each into the folder of its class.");
        if (_splits.Kind(names) is not { } kind)
            throw new InvalidDataException(
                $"'{_path}' has a folder train, but also images {(folder.Length > 0 ? $"in '{folder}', which is" : "directly in it,")} neither below train, val nor test: move or remove them.");
        return _splits.Class(names) is { } name ? (kind, name) : throw new InvalidDataException(
            $"'{_path}' has images directly in '{folder}': put each into the folder of its class.");
    }

    // How many leading folders all images share, so that at least one is left.
    private int Common()
    {
        var common = 0;
        var first = _parts.Values.FirstOrDefault();
        while (first is not null && _parts.Values.All(p => p.Length > common + 1 && p[common] == first[common] && SplitNames.Of(p[common]) is null))
            common++;
        return common;
    }

    private void CheckEmpty(IEnumerable<string> empty)
    {
        if (_parts.Count == 0)
            return;
        var top = _parts.Values.First()[..Math.Min(_split ?? _class, _class)];
        var full = _parts.Values.Where(p => p.Length > _class).Select(p => string.Join('/', p[..(_class + 1)])).ToHashSet(StringComparer.Ordinal);
        foreach (var folder in empty)
        {
            var names = folder.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var isClass = names.AsSpan().StartsWith(top) && (_splits is null ? names.Length == _class + 1 : _splits.IsClass(names));
            if (isClass && !full.Contains(string.Join('/', names)))
                throw new InvalidDataException($"The class folder '{folder}' of '{_path}' has no images: add some or remove it.");
        }
    }

    // Splits under other names, and groups of classes, would train without a word: as two or three classes of everything.
    private void CheckClasses()
    {
        var named = _parts.Values.Select(p => _splits is null ? p[_class..] : _splits.Below(p));
        var classes = named.GroupBy(p => p[0], (name, folders) => ClassFolder.Of(name, [.. folders.Select(p => string.Join('/', p[1..]))])).ToArray();
        var splits = _splits is null ? Array.FindAll(classes, c => c.Split is not null) : [];
        var areSplits = splits.Length > 0
            && (splits.Length == classes.Length || splits.Select(c => c.Split).Distinct().Count() > 1 || splits.Any(c => c.IsNested));
        if (classes.Length > 1 && areSplits)
            throw new InvalidDataException(
                $"The folders {Listed(splits.Select(c => c.Name))} of '{_path}' are named like splits, not like classes: name them train, val and test, "
                + "with one folder a class in each. If they are classes, give them other names.");
        var groups = classes.Any(c => c.HasOwn) ? classes.Where(c => c.IsNested).GroupBy(c => c.Nested).FirstOrDefault(g => IsSuspect([.. g], classes.Length))?.ToArray()
            : classes.Any(c => c.IsNested) ? classes : null;
        if (classes.Length > 1 && groups is not null)
            throw new InvalidDataException(
                $"The folders {Listed(groups.Select(c => c.Name))} of '{_path}' look like groups or splits, not like classes: {(groups.All(c => !c.HasOwn) ? "their images lie in folders below, such as" : "each has the same folders,")} "
                + $"{Listed(groups.SelectMany(c => c.Below.Where(below => below.Length > 0).Take(2).Select(below => $"{c.Name}/{below}")))}. "
                + "Give a folder with one folder a class, alone or below train, val and test; or, if they are classes, put their images directly into them.");
    }

    private static bool IsSuspect(ClassFolder[] alike, int classes) => alike.Length > 1 && (alike.Length == classes || alike.All(c => !c.HasOwn));

    private static string Listed(IEnumerable<string> names)
    {
        string[] first = [.. names.Select(name => $"'{name}'").Take(5)];
        return first.Length < 5 ? string.Join(" and ", first) : $"{string.Join(", ", first[..4])}, …";
    }
}
