namespace MlNetCnn;

/// <summary>Copies data of the user: a file, or a folder with the files in and below it that would be read.</summary>
internal static class DataCopy
{
    private const int MostLevels = 32;

    /// <summary>Copies what links lead to, as reading follows them; junk and links to nothing are left out.</summary>
    /// <exception cref="IOException">A file cannot be read or written, or folders lead in a circle.</exception>
    public static void Copy(string source, string target, CancellationToken cancellationToken)
    {
        if (Directory.Exists(source))
            Copy(new DirectoryInfo(source), target, 0, cancellationToken);
        else
            Copy(new FileInfo(source), target);
    }

    private static void Copy(DirectoryInfo source, string target, int level, CancellationToken cancellationToken)
    {
        if (level > MostLevels)
            throw new IOException($"'{source.FullName}' is more than {MostLevels} folders deep: is there a link to a folder above it?");
        Directory.CreateDirectory(target);
        foreach (var entry in source.EnumerateFileSystemInfos().Where(entry => !FileKinds.IsJunk(entry.Name)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var copy = Path.Combine(target, entry.Name);
            if (entry is DirectoryInfo folder)
                Copy(folder, copy, level + 1, cancellationToken);
            else
                Copy((FileInfo)entry, copy);
        }
    }

    private static void Copy(FileInfo source, string target)
    {
        var file = RealFile.Of(source);
        if (RealFile.HasNoBytes(file))
            File.Create(target).Dispose();
        else if (file.Exists)
            file.CopyTo(target);
    }
}
