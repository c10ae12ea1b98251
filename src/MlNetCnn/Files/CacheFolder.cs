namespace MlNetCnn;

/// <summary>The folder for what can be made or fetched again, by the XDG base directory rules.</summary>
internal static class CacheFolder
{
    /// <summary>The current user's folder for one kind of content, <c>mlnetcnn/KIND</c> below <see cref="Root"/>. It need not exist.</summary>
    /// <exception cref="IOException">The user has no home folder and names no other.</exception>
    public static string OfUser(string kind) => Path.Combine(
        OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Root(Environment.GetEnvironmentVariable("XDG_CACHE_HOME"), Environment.GetEnvironmentVariable("HOME")),
        "mlnetcnn", kind);

    /// <summary>The folder of a user's caches: relative paths do not count.</summary>
    public static string Root(string? cacheHome, string? home) =>
        Path.IsPathFullyQualified(cacheHome ?? "") ? cacheHome!
        : Path.IsPathFullyQualified(home ?? "") ? Path.Combine(home!, ".cache")
        : throw new IOException("There is no folder for caches: set XDG_CACHE_HOME or HOME.");

    /// <summary>Makes a folder that only its owner may enter, where it is missing.</summary>
    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
