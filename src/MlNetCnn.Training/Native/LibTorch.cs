using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using TorchSharp;

namespace MlNetCnn.Training;

/// <summary>Loads libtorch before anything else uses it, or says in one sentence why it cannot be loaded.</summary>
internal static class LibTorch
{
    private static readonly Lock Gate = new();
    private static volatile bool _loaded;

    /// <summary>Loads libtorch, which takes seconds the first time and nothing after that.</summary>
    /// <exception cref="LibTorchException">libtorch cannot be loaded; the message says what is missing.</exception>
    public static void EnsureLoaded()
    {
        if (_loaded)
            return;
        lock (Gate)
        {
            if (_loaded)
                return;
            try
            {
                // TorchSharp prints its misleading message on standard output before it throws it: be there first.
                if (!RunsFromPackages())
                    LoadLibraries();
                Allocator.KeepFreedMemory();
                using var one = torch.ones(1);
            }
            catch (Exception exception) when (exception is NotSupportedException or TypeInitializationException or DllNotFoundException
                or EntryPointNotFoundException or BadImageFormatException)
            {
                throw new LibTorchException(LoadFailure.Explain(Find(exception)), exception);
            }
            _loaded = true;
        }
    }

    // As TorchSharp does it: libtorch first, whose absence alone is no failure yet.
    private static void LoadLibraries()
    {
        var assembly = typeof(torch).Assembly;
        _ = NativeLibrary.TryLoad("torch_cpu", assembly, null, out _);
        NativeLibrary.Load("LibTorchSharp", assembly, null);
    }

    // In a notebook TorchSharp.dll lies in the package cache, and TorchSharp gathers the native libraries there by itself.
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "In a single file the empty location gives the right answer: no.")]
    private static bool RunsFromPackages() =>
        NativeFolders.Find([AppContext.BaseDirectory], "TorchSharp.dll") is null
        && typeof(torch).Assembly.Location.Contains("torchsharp", StringComparison.Ordinal);

    private static LoadFindings Find(Exception exception)
    {
        var system = OperatingSystem.IsWindows() ? OSPlatform.Windows : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux;
        var folders = NativeFolders.OfProcess();
        var binding = NativeFolders.Find(folders, LoadFailure.BindingName(system));
        var libraries = OperatingSystem.IsLinux() ? SystemLibraries.OfProcess() : null;
        return new()
        {
            System = system,
            Architecture = RuntimeInformation.ProcessArchitecture,
            TorchSharp = typeof(torch).Assembly.GetName().Version ?? new(0, 0, 0),
            Folders = folders,
            Binding = binding,
            LibTorch = NativeFolders.Find(folders, LoadFailure.LibTorchName(system)),
            Libraries = libraries,
            MissingVersions = libraries is null || binding is null ? [] : MissingVersions(binding, libraries),
            LastFailure = LibTorchResolver.LastFailure ?? LibTorchResolver.LastLine(exception.Message),
        };
    }

    private static IReadOnlyList<string> MissingVersions(string binding, SystemLibraries libraries)
    {
        try
        {
            return [.. LibTorchResolver.MissingVersions(File.ReadAllBytes(binding), libraries)
                .Where(version => version != IostreamMarker.Version)];
        }
        catch (InvalidDataException)
        {
            // A damaged file names no versions; the loader's own words follow.
            return [];
        }
    }
}
