namespace MlNetCnn;

/// <summary>Folders that are splits, with classes below them, or below one folder that each has in it.</summary>
internal sealed class SplitFolders
{
    private readonly int _level;
    private readonly Dictionary<string, SplitKind> _kinds;
    private readonly Dictionary<string, string> _wraps = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unlabeled = new(StringComparer.Ordinal);

    private SplitFolders(IReadOnlyCollection<string[]> folders, int level, Dictionary<string, SplitKind> kinds)
    {
        (_level, _kinds) = (level, kinds);
        var splits = folders.Where(p => p.Length > level).ToLookup(p => p[level], p => p[(level + 1)..]);
        var names = splits.Where(split => kinds.GetValueOrDefault(split.Key, SplitKind.Test) == SplitKind.Train).SelectMany(split => Unwrapped(split.Key, [.. split], []));
        var classes = names.Select(p => p.FirstOrDefault()).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var split in splits.Where(split => kinds.GetValueOrDefault(split.Key, SplitKind.Test) != SplitKind.Train))
        {
            string[][] below = [.. Unwrapped(split.Key, [.. split], classes)];
            var mayBeUnlabeled = SplitNames.IsUnlabeled(split.Key) || kinds.TryGetValue(split.Key, out var kind) && kind == SplitKind.Test;
            var isLone = below.Select(p => p.FirstOrDefault() ?? "").Distinct().Count() == 1 && !classes.Contains(below[0].FirstOrDefault() ?? "");
            if (classes.Count > 1 && mayBeUnlabeled && isLone)
                _unlabeled.Add(split.Key);
        }
    }

    /// <summary>The splits among folders, or null where they are none.</summary>
    /// <param name="folders">The folders with images, in parts.</param>
    /// <param name="level">Where the names of splits would be.</param>
    public static SplitFolders? Of(IReadOnlyCollection<string[]> folders, int level)
    {
        string?[] names = [.. folders.Select(p => p.Length > level ? p[level] : null).Distinct()];
        var strict = names.Select(name => name is null ? null : SplitNames.Of(name)).ToArray();
        if (strict.Contains(SplitKind.Train) || !strict.Contains(null))
        {
            // A class may be called train, too.
            var areClasses = strict.Count(kind => kind is not null) == 1 && names.Length > 2 && folders.All(p => p.Length == level + 1);
            return areClasses ? null : new(folders, level, Kinds(names, SplitNames.Of));
        }
        // Other names count where each of them is one split, and there are classes below.
        var like = names.Where(name => name is null || !SplitNames.IsUnlabeled(name)).Select(name => name is null ? null : SplitNames.Like(name)).ToArray();
        var areAll = like.Length > 0 && like.Contains(SplitKind.Train) && !like.Contains(null) && like.Distinct().Count() == like.Length && names.Length > 1;
        var haveClasses = areAll && folders.Where(p => SplitNames.Like(p[level]) == SplitKind.Train).All(p => p.Length > level + 1);
        return haveClasses ? new(folders, level, Kinds(names, SplitNames.Like)) : null;
    }

    /// <summary>What the images of a folder are for; null where it is below no split.</summary>
    public SplitKind? Kind(string[] folder) => folder.Length > _level && _kinds.TryGetValue(folder[_level], out var kind) ? kind : null;

    /// <summary>The class of a folder's images; null where it is below none.</summary>
    public string? Class(string[] folder) => Below(folder).FirstOrDefault();

    /// <summary>Whether a folder would be that of a class.</summary>
    public bool IsClass(string[] folder) => Kind(folder) is not null && Below(folder).Length == 1 && folder[^1] != _wraps.GetValueOrDefault(folder[_level]) && !IsUnlabeled(folder);

    /// <summary>A folder from its class on.</summary>
    public string[] Below(string[] folder)
    {
        var below = folder[(_level + 1)..];
        return _wraps.TryGetValue(folder[_level], out var wrap) && below.Length > 0 && below[0] == wrap ? below[1..] : below;
    }

    public bool IsUnlabeled(string[] folder) => folder.Length > _level && _unlabeled.Contains(folder[_level]);

    // Without the one folder that all of a split lie in, which is no class.
    private IEnumerable<string[]> Unwrapped(string split, string[][] below, HashSet<string> classes)
    {
        if (!below.All(p => p.Length > 1 && p[0] == below[0][0]) || classes.Contains(below[0][0]))
            return below;
        _wraps[split] = below[0][0];
        return below.Select(p => p[1..]);
    }

    private static Dictionary<string, SplitKind> Kinds(IEnumerable<string?> names, Func<string, SplitKind?> kind) =>
        names.OfType<string>().Where(name => kind(name) is not null).ToDictionary(name => name, name => kind(name)!.Value, StringComparer.Ordinal);
}
