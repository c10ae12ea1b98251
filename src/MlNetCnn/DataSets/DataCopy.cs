namespace MlNetCnn;

/// <summary>Copies data of the user: a file, or a folder with the files in and below it that would be read.</summary>
internal static class DataCopy
{
    private const int MostLevels = 32;

    /// <summary>Copies what links lead to, as reading follows them; junk and links to nothing are left out.</summary>
    /// <exception cref="IOException">A file cannot be read or written, or folders lead in a circle.</exception>
    public static void Copy(string source, string target, CancellationToken cancellationToken) => Copy(source, target, 0, cancellationToken);

    private static void Copy(string source, string target, int level, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (level > MostLevels)
            throw new IOException($"'{source}' is more than {MostLevels} folders deep: is there a link to a folder above it?");
        if (File.Exists(source))
        {
            File.Copy(source, target);
            return;
        }
        Directory.CreateDirectory(target);
        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos().Where(entry => !FileKinds.IsJunk(entry.Name)))
        {
            if (File.Exists(entry.FullName) || Directory.Exists(entry.FullName))
                Copy(entry.FullName, Path.Combine(target, entry.Name), level + 1, cancellationToken);
        }
    }
}
