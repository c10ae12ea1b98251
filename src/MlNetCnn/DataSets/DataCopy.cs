namespace MlNetCnn;

/// <summary>Copies data of the user: a file, or a folder with all files in and below it.</summary>
internal static class DataCopy
{
    /// <summary>Copies; links are followed to files, but not to folders, which might lead in a circle.</summary>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static void Copy(string source, string target, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (File.Exists(source))
        {
            File.Copy(source, target);
            return;
        }
        Directory.CreateDirectory(target);
        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos())
        {
            if (entry is FileInfo || entry.LinkTarget is null)
                Copy(entry.FullName, Path.Combine(target, entry.Name), cancellationToken);
        }
    }
}
