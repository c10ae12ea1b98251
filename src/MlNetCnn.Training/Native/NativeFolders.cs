using System.Runtime.InteropServices;

namespace MlNetCnn.Training;

/// <summary>The folders in which an app's native libraries may lie.</summary>
internal static class NativeFolders
{
    /// <summary>
    /// The folders of this process, in the order in which the runtime itself looks: those the host names (package folders,
    /// <c>runtimes/…/native</c>, a single file's extraction folder), the app's own, and <c>runtimes/…/native</c> below it.
    /// </summary>
    public static IReadOnlyList<string> OfProcess() =>
        Of(AppContext.BaseDirectory, AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string, PlatformName());

    /// <summary>The folders of an app in <paramref name="baseDirectory"/> whose host names <paramref name="searchDirectories"/>.</summary>
    public static IReadOnlyList<string> Of(string baseDirectory, string? searchDirectories, string platform) =>
        [.. (searchDirectories ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Append(baseDirectory)
            .Append(Path.Combine(baseDirectory, "runtimes", platform, "native"))
            .Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))
            .Distinct()];

    /// <summary>The first file of that name in <paramref name="folders"/>, or null.</summary>
    public static string? Find(IEnumerable<string> folders, string fileName) =>
        folders.Select(folder => Path.Combine(folder, fileName)).FirstOrDefault(File.Exists);

    private static string PlatformName()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }
}
