namespace MlNetCnn;

/// <summary>Names of archive entries. Nothing is written under them, but a name that leads out of the archive shows that somebody means harm.</summary>
internal static class ArchiveName
{
    /// <summary>The name with '/' between folders and none at its ends.</summary>
    /// <exception cref="InvalidDataException">It is absolute, leads upwards or is empty.</exception>
    public static string Check(string archive, string name)
    {
        var parts = name.Replace('\\', '/').Split('/');
        var isAbsolute = parts[0].Length == 0 || parts[0].Length == 2 && parts[0][1] == ':';
        if (isAbsolute || parts.Contains("..") || name.Contains('\0'))
            throw new InvalidDataException($"'{archive}' has an entry '{name.Replace("\0", "\\0", StringComparison.Ordinal)}', whose name is absolute or leads out of the archive: it is refused.");
        return string.Join('/', parts.Where(part => part.Length > 0 && part != "."));
    }

    public static string Folder(string name) => name.LastIndexOf('/') is >= 0 and var end ? name[..end] : "";
}
