using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// What the folders of images mean. Folders above all others are passed over; where train, val and test follow, they are splits with classes
/// below; where each of the folders has them below it, they are the splits of that class; otherwise the folders are the classes, unless they
/// look like splits or groups. Folders within a class's folder belong to it.
/// </summary>
internal static class ClassFolders
{
    /// <summary>Finds splits and classes.</summary>
    /// <param name="path">The data set, as errors name it.</param>
    /// <param name="folders">The folders that have images, joined by '/', relative to the data set; "" is the data set itself.</param>
    /// <param name="empty">Folders without images, likewise.</param>
    /// <exception cref="InvalidDataException">Images lie outside of any class, a class is empty, or the folders are no classes.</exception>
    public static ImageClasses Resolve(string path, IReadOnlyCollection<string> folders, IEnumerable<string> empty)
    {
        var parts = folders.ToDictionary(folder => folder, folder => folder.Split('/', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        var common = Common([.. parts.Values]);
        var (split, level) = Levels(parts.Values, common);
        var groups = new Dictionary<string, (SplitKind Split, string Class)>(StringComparer.Ordinal);
        foreach (var (folder, names) in parts)
            groups.Add(folder, Group(path, folder, names, split, level));
        CheckEmpty(path, parts, empty, level, split < level ? split : null);
        if (split is null || split < level)
            CheckClasses(path, parts.Values, level, isTop: split is null);
        var classes = groups.Values.Select(g => g.Class).Distinct().Order(StringComparer.Ordinal);
        return new ImageClasses([.. classes], groups);
    }

    // How deep the names of splits and of classes are.
    private static (int? Split, int Class) Levels(IReadOnlyCollection<string[]> parts, int common)
    {
        var above = parts.Select(p => p.Length > common ? SplitNames.Of(p[common]) : null).ToArray();
        if (above.Contains(SplitKind.Train) || !above.Contains(null))
            return (common, common + 1);
        var below = parts.Select(p => p.Length == common + 2 ? SplitNames.Of(p[common + 1]) : null).ToArray();
        return below.Contains(SplitKind.Train) && !below.Contains(null) ? (common + 1, common) : (null, common);
    }

    private static (SplitKind Split, string Class) Group(string path, string folder, string[] names, int? split, int level)
    {
        if (folder.Contains('\uFFFD'))
            throw new InvalidDataException($"The folder '{folder}' of '{path}' has a name that is not UTF-8, so it cannot name a class: rename it.");
        if (split is not { } above)
            return names.Length > level ? (SplitKind.Train, names[level]) : throw new InvalidDataException(
                $"'{path}' has images that lie in no class folder{(folder.Length > 0 ? $" but directly in '{folder}'" : "")}: put each into the folder of its class.");
        if (names.Length <= above || SplitNames.Of(names[above]) is not { } kind)
            throw new InvalidDataException(
                $"'{path}' has a folder train, but also images in '{folder}', which is neither below train, val nor test: move or remove them.");
        return names.Length > level ? (kind, names[level]) : throw new InvalidDataException(
            $"'{path}' has images directly in '{folder}': put each into the folder of its class.");
    }

    // How many leading folders all images share, so that at least one is left.
    private static int Common(IReadOnlyList<string[]> parts)
    {
        var common = 0;
        while (parts.All(p => p.Length > common + 1 && p[common] == parts[0][common] && SplitNames.Of(p[common]) is null))
            common++;
        return common;
    }

    private static void CheckEmpty(string path, Dictionary<string, string[]> parts, IEnumerable<string> empty, int classDepth, int? splitDepth)
    {
        if (parts.Count == 0)
            return;
        var top = parts.Values.First()[..(splitDepth ?? classDepth)];
        var full = parts.Values.Where(p => p.Length > classDepth).Select(p => string.Join('/', p[..(classDepth + 1)])).ToHashSet(StringComparer.Ordinal);
        foreach (var folder in empty)
        {
            var names = folder.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var isClass = names.Length == classDepth + 1 && names.AsSpan().StartsWith(top)
                && (splitDepth is not { } depth || SplitNames.Of(names[depth]) is not null);
            if (isClass && !full.Contains(string.Join('/', names)))
                throw new InvalidDataException($"The class folder '{folder}' of '{path}' has no images: add some or remove it.");
        }
    }

    // Splits under other names, and groups of classes, would train without a word: as two or three classes of everything.
    private static void CheckClasses(string path, IEnumerable<string[]> parts, int level, bool isTop)
    {
        var classes = parts.GroupBy(p => p[level], (name, folders) => ClassFolder.Of(name, [.. folders.Select(p => string.Join('/', p[(level + 1)..]))])).ToArray();
        var splits = isTop ? Array.FindAll(classes, c => c.Split is not null) : [];
        var areSplits = splits.Length > 0
            && (splits.Length == classes.Length || splits.Select(c => c.Split).Distinct().Count() > 1 || splits.Any(c => c.IsNested));
        if (classes.Length > 1 && areSplits)
            throw new InvalidDataException(
                $"The folders {Listed(splits.Select(c => c.Name))} of '{path}' are named like splits, not like classes: name them train, val and test, "
                + "with one folder a class in each. If they are classes, give them other names.");
        var groups = classes.Any(c => c.HasOwn) ? classes.Where(c => c.IsNested).GroupBy(c => c.Nested).FirstOrDefault(g => IsSuspect([.. g], classes.Length))?.ToArray()
            : classes.Any(c => c.IsNested) ? classes : null;
        if (classes.Length > 1 && groups is not null)
            throw new InvalidDataException(
                $"The folders {Listed(groups.Select(c => c.Name))} of '{path}' look like groups or splits, not like classes: {(groups.All(c => !c.HasOwn) ? "their images lie in folders below, such as" : "each has the same folders,")} "
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
