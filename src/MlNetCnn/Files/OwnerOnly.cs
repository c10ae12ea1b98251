namespace MlNetCnn;

/// <summary>Makes what only the user who runs this process may open.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder, and those above it, where they are missing. What is there keeps its permissions.</summary>
    public static void CreateFolder(string folder)
    {
        folder = Path.GetFullPath(folder);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else if (!Directory.Exists(folder))
        {
            // .NET gives the permissions to the last folder only.
            if (Path.GetDirectoryName(folder) is { } parent)
                CreateFolder(parent);
            Directory.CreateDirectory(folder, File | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Opens a file with these options. Where it is missing it is made for its owner.</summary>
    public static FileStream Open(string path, FileStreamOptions options)
    {
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = File;
        return new FileStream(path, options);
    }
}
