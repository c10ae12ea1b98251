namespace MlNetCnn.TestCases;

/// <summary>Small inputs as they come in the wild, beside this file.</summary>
internal static class Cases
{
    private static readonly string Folder = Above(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The full path of one.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Folder, .. parts]);

    private static string Above(DirectoryInfo folder) => System.IO.Path.Combine(folder.FullName, "tests", "Cases") is var path && Directory.Exists(path)
        ? path
        : Above(folder.Parent ?? throw new DirectoryNotFoundException("There is no folder tests/Cases above the tests."));
}
