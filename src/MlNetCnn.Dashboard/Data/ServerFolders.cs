namespace MlNetCnn.Dashboard;

/// <summary>The folders of this machine from which browsers may import images; paths outside of them are rejected.</summary>
internal sealed class ServerFolders
{
    private const int MostLinks = 40;

    private readonly string[] _roots;

    /// <summary>Empty where browsers may not use server paths at all.</summary>
    public ServerFolders(IEnumerable<string> roots) => _roots = [.. roots.Select(Path.GetFullPath)];

    public IReadOnlyList<string> Roots => _roots;

    /// <summary>The path with all links resolved.</summary>
    /// <exception cref="ArgumentException">It is no whole path, leads out of the folders, or nothing is there; the message says which.</exception>
    public string Find(string path)
    {
        if (_roots.Length == 0)
            throw new ArgumentException("Browsers may not name folders of this server: start it with --folders and those they may take images from.");
        if (!Path.IsPathFullyQualified(path))
            throw new ArgumentException($"'{path}' is no whole path: give one from the root, like {Path.Combine(_roots[0], "pets")}.");
        var real = RealPath(Path.GetFullPath(path));
        // Do not reveal what exists outside of the allowed folders.
        if (!_roots.Any(root => IsWithin(RealPath(root), real)))
            throw new ArgumentException($"'{path}' is not in {string.Join(" or ", _roots)}: move the images there, or start the server with --folders and their folder.");
        return File.Exists(real) || Directory.Exists(real) ? real : throw new ArgumentException($"There is nothing at '{path}' on the server.");
    }

    /// <summary>Checks every link in and below a folder returned by <see cref="Find"/>.</summary>
    /// <exception cref="ArgumentException">One leads out of the folders; the message names it.</exception>
    public void CheckLinks(string folder, CancellationToken cancellation)
    {
        string[] roots = [.. _roots.Select(root => RealPath(root))];
        var (seen, left) = (new HashSet<string>(StringComparer.Ordinal) { folder }, new Stack<string>([folder]));
        while (left.TryPop(out var next))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!Directory.Exists(next))
                continue;
            foreach (var item in new DirectoryInfo(next).EnumerateFileSystemInfos())
            {
                var real = item.Attributes.HasFlag(FileAttributes.ReparsePoint) ? RealPath(item.FullName) : item.FullName;
                if (!roots.Any(root => IsWithin(root, real)))
                    throw new ArgumentException($"'{item.FullName}' is a link that leads out of {string.Join(" or ", _roots)}: put what it leads to there, or remove it.");
                if (item is DirectoryInfo && seen.Add(real))
                    left.Push(real);
            }
        }
    }

    private static bool IsWithin(string root, string path)
    {
        var below = Path.GetRelativePath(root, path);
        return below == "." || !Path.IsPathRooted(below) && below != ".." && !below.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
    }

    // Any folder on the path may be a link. A path that does not exist is not a link.
    private static string RealPath(string path, int links = 0)
    {
        if (links > MostLinks)
            throw new ArgumentException($"'{path}' leads back to itself by its links.");
        var real = Path.GetPathRoot(path)!;
        foreach (var name in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, name);
            try
            {
                real = new DirectoryInfo(next).ResolveLinkTarget(returnFinalTarget: true) is { } target ? RealPath(Path.GetFullPath(target.FullName), links + 1) : next;
            }
            catch (IOException)
            {
                real = next;
            }
        }
        return real;
    }
}
