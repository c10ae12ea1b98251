using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace MlNetCnn.Training;

/// <summary>What this Linux brings along: the version of its glibc and the version nodes of its libstdc++.</summary>
/// <param name="Glibc">The version of glibc; null where the C library is another (musl).</param>
/// <param name="StdCpp">The path of the libstdc++ that this process uses; null where there is none.</param>
/// <param name="StdCppVersions">The version nodes of that libstdc++; null where they could not be read.</param>
internal sealed record SystemLibraries(Version? Glibc, string? StdCpp, IReadOnlyList<string>? StdCppVersions)
{
    private const string StdCppName = "libstdc++.so.6", GlibcPrefix = "GLIBC_";

    /// <summary>Asks the running system.</summary>
    [SupportedOSPlatform("linux")]
    public static SystemLibraries OfProcess()
    {
        var path = NativeLibrary.TryLoad(StdCppName, out _) ? MappedFile(StdCppName) : null;
        return new(GlibcVersion(), path, path is null ? null : Definitions(path));
    }

    /// <summary>Which of <paramref name="needs"/> this system cannot meet; needs of libraries other than the two are not judged.</summary>
    public IReadOnlyList<string> Lacks(IEnumerable<ElfVersionNeed> needs) =>
        [.. needs.Where(need => !need.IsWeak && IsLacking(need)).Select(need => need.Version).Distinct()];

    private bool IsLacking(ElfVersionNeed need) =>
        need.Library == StdCppName ? StdCppVersions?.Contains(need.Version) == false
        : need.Version.StartsWith(GlibcPrefix, StringComparison.Ordinal)
            && Version.TryParse(need.Version.AsSpan(GlibcPrefix.Length), out var version) && version > Glibc;

    private static IReadOnlyList<string>? Definitions(string path)
    {
        try
        {
            return ElfImage.Parse(File.ReadAllBytes(path)).VersionDefinitions();
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static unsafe Version? GlibcVersion()
    {
        if (!NativeLibrary.TryLoad("libc.so.6", out var handle) || !NativeLibrary.TryGetExport(handle, "gnu_get_libc_version", out var function))
            return null;
        return Version.TryParse(Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)function)()), out var version) ? version : null;
    }

    // The loader may have taken it from LD_LIBRARY_PATH or a container's mount: the process's own map tells which.
    private static string? MappedFile(string name) =>
        File.ReadLines("/proc/self/maps")
            .Select(line => line.IndexOf('/') is var at and >= 0 ? line[at..] : "")
            .FirstOrDefault(path => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal) && File.Exists(path));
}
