using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Runtime.Versioning;

namespace MlNetCnn.Training;

/// <summary>
/// Loads TorchSharp's native library where the runtime could not. TorchSharp's Linux build asks for a version node of GCC 13's
/// libstdc++ only because of a marker (see <see cref="IostreamMarker"/>); Debian 12 and Ubuntu 22.04 lack that node and have
/// everything else, so there a copy that does without is loaded. The runtime asks only after its own search failed: on newer
/// systems nothing here runs.
/// </summary>
internal static class LibTorchResolver
{
    private const string LibraryName = "LibTorchSharp", FileName = "libLibTorchSharp.so";

    // In the order of their needs. The copy lies in another folder than these, so it finds them only if they are loaded already.
    private static readonly string[] LibTorchFiles =
        ["libc10.so", "libc10_cuda.so", "libtorch_cpu.so", "libtorch_cuda.so", "libtorch.so"];

    private static readonly Lock Gate = new();
    private static nint _handle;

    /// <summary>Why the last attempt failed, or null.</summary>
    public static string? LastFailure { get; private set; }

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "TorchSharp may be used before anything of ours is called; nothing is loaded here.")]
    internal static void Register()
    {
        if (OperatingSystem.IsLinux())
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;
    }

    /// <summary>Names the version nodes that <paramref name="binding"/> needs and this system lacks.</summary>
    public static IReadOnlyList<string> MissingVersions(byte[] binding, SystemLibraries system) =>
        system.Lacks(ElfImage.Parse(binding).VersionNeeds());

    [SupportedOSPlatform("linux")]
    private static nint Resolve(Assembly asking, string name)
    {
        if (name is not (LibraryName or FileName))
            return 0;
        lock (Gate)
        {
            if (_handle == 0)
                _handle = TryLoad();
            return _handle;
        }
    }

    // Nothing may leave a resolving handler but an answer: what went wrong is kept for the sentence that LibTorch builds.
    [SupportedOSPlatform("linux")]
    private static nint TryLoad()
    {
        try
        {
            var folders = NativeFolders.OfProcess();
            if (NativeFolders.Find(folders, FileName) is not { } shipped)
                return 0;
            var content = File.ReadAllBytes(shipped);
            var missing = MissingVersions(content, SystemLibraries.OfProcess());
            if (missing.Any(version => version != IostreamMarker.Version))
                return 0;
            var path = missing.Count == 0 ? shipped : NativeCache.OfUser().Keep(FileName, IostreamMarker.Weaken(content));
            foreach (var file in LibTorchFiles)
            {
                if (NativeFolders.Find(folders, file) is { } library)
                    NativeLibrary.Load(library);
            }
            return NativeLibrary.Load(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException
            or DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            LastFailure = LastLine(exception.Message);
            return 0;
        }
    }

    /// <summary>The runtime's message on a failed load is a list of attempts; the system's own words come last.</summary>
    public static string LastLine(string message) =>
        message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? message;
}
