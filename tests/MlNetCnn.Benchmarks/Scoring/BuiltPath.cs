using System.Reflection;

namespace MlNetCnn.Benchmarks;

/// <summary>Where the build put, or found, what is run as a process.</summary>
internal static class BuiltPath
{
    public static string Of(string key) => Path.GetFullPath(
        typeof(BuiltPath).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!);
}
