namespace MlNetCnn;

/// <summary>The links of an archive: followed where they stay in it.</summary>
/// <param name="path">What errors call the archive.</param>
/// <param name="below">What stands before its names.</param>
/// <param name="meter">Counts what they lead to.</param>
internal sealed class TreeLinks(string path, string below, ArchiveMeter meter)
{
    private const int MostSteps = 40;

    private readonly Dictionary<string, string> _targets = new(StringComparer.Ordinal);

    /// <summary>Notes a link.</summary>
    /// <param name="name">Its name in the archive.</param>
    /// <param name="folder">The folder that its target counts from.</param>
    /// <param name="target">Where it leads.</param>
    /// <exception cref="InvalidDataException">It leads out of the archive.</exception>
    public void Add(string name, string folder, string target) => _targets[name] = Normal(folder, target) ?? throw Refused(name);

    /// <summary>Adds the files that the links lead to, under the names of the links.</summary>
    /// <exception cref="InvalidDataException">One leads to nothing, or in a circle.</exception>
    public void Resolve(TreeListing listing)
    {
        if (_targets.Count == 0)
            return;
        var files = new SortedList<string, TreeFile>(StringComparer.Ordinal);
        foreach (var file in listing.Files.Where(file => file.Name.StartsWith(below, StringComparison.Ordinal)))
            files[file.Name[below.Length..]] = file;
        foreach (var (name, target) in _targets)
        {
            var end = Follow(name, target);
            var found = files.TryGetValue(end, out var one) ? [(one, "")]
                : files.Where(file => file.Key.StartsWith($"{end}/", StringComparison.Ordinal)).Select(file => (file.Value, file.Key[end.Length..])).ToArray();
            if (found.Length == 0 && !listing.Folders.Contains(below + end))
                throw Refused(name);
            foreach (var (file, rest) in found)
            {
                meter.AddEntry();
                listing.Add(file.Under(below + name + rest));
            }
        }
    }

    private string Follow(string name, string target)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var link = target;
            while (link.Length > 0 && !_targets.ContainsKey(link))
                link = ArchiveName.Folder(link);
            if (link.Length == 0)
                return target;
            target = _targets[link] + target[link.Length..];
        }
        throw Refused(name);
    }

    // The path from the top of the archive, or null where it leads out of it.
    private static string? Normal(string folder, string target)
    {
        var parts = folder.Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (target.Length == 0 || target.StartsWith('/') || target.Contains('\0'))
            return null;
        foreach (var part in target.Split('/').Where(part => part.Length > 0 && part != "."))
        {
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else
                return null;
        }
        return string.Join('/', parts);
    }

    private InvalidDataException Refused(string name) =>
        new($"'{path}' has a link, '{name}', that leads out of it, to nothing, or in a circle: put the file itself there.");
}
