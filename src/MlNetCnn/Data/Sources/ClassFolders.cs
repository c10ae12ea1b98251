using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// What the folders of images mean. Folders above all others are passed over; where one then begins with train, they are splits with classes
/// below; otherwise they are the classes. Folders within a class's folder belong to it.
/// </summary>
internal static class ClassFolders
{
    /// <summary>Finds splits and classes.</summary>
    /// <param name="path">The data set, as errors name it.</param>
    /// <param name="folders">The folders that have images, joined by '/', relative to the data set; "" is the data set itself.</param>
    /// <param name="empty">Folders without images, likewise.</param>
    /// <exception cref="InvalidDataException">Images lie outside of any class, or a class is empty.</exception>
    public static ImageClasses Resolve(string path, IReadOnlyCollection<string> folders, IEnumerable<string> empty)
    {
        var parts = folders.ToDictionary(folder => folder, folder => folder.Split('/', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        var common = Common([.. parts.Values]);
        var hasSplits = parts.Values.Any(p => p.Length > common && SplitNames.Of(p[common]) == SplitKind.Train);
        var groups = new Dictionary<string, (SplitKind Split, string Class)>(StringComparer.Ordinal);
        foreach (var (folder, names) in parts)
            groups.Add(folder, Group(path, folder, names[common..], hasSplits));
        CheckEmpty(path, parts, empty, common + (hasSplits ? 1 : 0), hasSplits ? common : null);
        var classes = groups.Values.Select(g => g.Class).Distinct().Order(StringComparer.Ordinal);
        return new ImageClasses([.. classes], groups);
    }

    private static (SplitKind Split, string Class) Group(string path, string folder, string[] names, bool hasSplits)
    {
        if (names.Contains("\uFFFD") || names.Any(name => name.Contains('\uFFFD')))
            throw new InvalidDataException($"The folder '{folder}' of '{path}' has a name that is not UTF-8, so it cannot name a class: rename it.");
        if (!hasSplits)
            return names.Length > 0 ? (SplitKind.Train, names[0]) : throw new InvalidDataException(
                $"'{path}' has images that lie in no class folder{(folder.Length > 0 ? $" but directly in '{folder}'" : "")}: put each into the folder of its class.");
        if (names.Length == 0 || SplitNames.Of(names[0]) is not { } split)
            throw new InvalidDataException(
                $"'{path}' has a folder train, but also images in '{folder}', which is neither below train, val nor test: move or remove them.");
        return names.Length > 1 ? (split, names[1]) : throw new InvalidDataException(
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
}
