using System.Reflection;

namespace MlNetCnn.Experiments.Tests;

internal static class Repository
{
    private static readonly string Root = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == nameof(Repository)).Value!;

    public static string File(params string[] parts) => Path.GetFullPath(Path.Combine([Root, .. parts]));
}
