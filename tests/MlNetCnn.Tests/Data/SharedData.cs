namespace MlNetCnn.Tests;

/// <summary>Real data sets that are not part of the repository.</summary>
internal static class SharedData
{
    /// <summary>The folder of a data set, below MLNETCNN_SHARED_DATA or a folder shared/data above this one, or null.</summary>
    public static string? Folder(string name) =>
        Candidates().Select(root => Path.Combine(root, name)).FirstOrDefault(Directory.Exists);

    /// <summary>A file there, or null.</summary>
    public static string? File(string name) =>
        Candidates().Select(root => Path.Combine(root, name)).FirstOrDefault(System.IO.File.Exists);

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("MLNETCNN_SHARED_DATA") is { Length: > 0 } chosen)
            yield return chosen;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared", "data");
    }
}
