using System.Runtime.CompilerServices;

namespace MlNetCnn.Docs;

/// <summary>The folder of the documentation's sources.</summary>
internal static class Site
{
    private static readonly string Folder = Find();

    public static string File(params string[] parts) => Path.GetFullPath(Path.Combine([Folder, .. parts]));

    private static string Find([CallerFilePath] string source = "") => Path.GetDirectoryName(source)!;
}
