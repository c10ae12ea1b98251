namespace MlNetCnn;

/// <summary>The folder for what can be made or fetched again, by the XDG base directory rules.</summary>
internal static class CacheFolder
{
    /// <summary>The environment variable that moves the folders of data, and with them the user's own data sets.</summary>
    public const string Variable = "MLNETCNN_DATA";

    /// <summary>
    /// The current user's folder for one kind of content: <c>KIND</c> below what <see cref="Variable"/> says, or <c>mlnetcnn/KIND</c> below
    /// the system's place for caches. It need not exist.
    /// </summary>
    /// <exception cref="IOException">The user has no home folder and names no other.</exception>
    public static string OfUser(string kind) => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen
        ? Path.Combine(Path.GetFullPath(chosen), kind)
        : Path.Combine(OfUser(), "mlnetcnn", kind);

    private static string OfUser() =>
        OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
        : OperatingSystem.IsMacOS() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "Library", "Caches")
        : Root(Environment.GetEnvironmentVariable("XDG_CACHE_HOME"), Environment.GetEnvironmentVariable("HOME"));

    /// <summary>The folder of a user's caches: relative paths do not count.</summary>
    public static string Root(string? cacheHome, string? home) =>
        Path.IsPathFullyQualified(cacheHome ?? "") ? cacheHome!
        : Path.IsPathFullyQualified(home ?? "") ? Path.Combine(home!, ".cache")
        : throw new IOException("There is no folder for caches: set XDG_CACHE_HOME or HOME.");
}
