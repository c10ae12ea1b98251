using System.Runtime.InteropServices;

namespace MlNetCnn.Training;

using Architecture = System.Runtime.InteropServices.Architecture;

/// <summary>Puts into one sentence why libtorch does not load and what to do about it.</summary>
internal static class LoadFailure
{
    private const string Supported = "Linux x64, Windows x64 or macOS on Apple silicon";
    private const string ModernLinux = "Debian 12, Ubuntu 22.04, Fedora 36, RHEL 10 or newer";
    private static readonly Version LastForWindows = new(0, 106);

    /// <summary>The sentence for <paramref name="found"/>.</summary>
    public static string Explain(LoadFindings found)
    {
        var version = found.TorchSharp.ToString(3);
        if (found.Libraries is { Glibc: null })
            return $"libtorch needs glibc, but this Linux has another C library (musl, as in Alpine): train on {ModernLinux}.";
        if (found.Binding is null && !IsServed(found))
            return $"TorchSharp {version} has no native library for {Name(found)}: train on {Supported} and score the ONNX file here.";
        if (found.Binding is null)
            return $"TorchSharp {version}'s native library '{BindingName(found.System)}' is in none of the folders {List(found.Folders)}: "
                + $"reference the package TorchSharp {version} in the app's project and publish for {Name(found)}.";
        if (found.LibTorch is null)
            return $"libtorch's '{LibTorchName(found.System)}' is in none of the folders {List(found.Folders)}: reference one of the packages "
                + $"{Packages(found.System, version)} in the app's project.";
        if (found.System == OSPlatform.Windows && found.TorchSharp >= LastForWindows)
            return $"TorchSharp {version} does not load on Windows (dotnet/TorchSharp#1567): reference TorchSharp 0.105.1 with "
                + "libtorch-cpu-win-x64 2.7.1, or train on Linux x64.";
        if (found.Libraries is { StdCpp: null })
            return "libtorch needs libstdc++.so.6, which this system lacks: install it (Debian and Ubuntu: libstdc++6, Fedora and RHEL: libstdc++).";
        if (found.MissingVersions.Count > 0)
            return $"libtorch needs {List(found.MissingVersions)}, which this system lacks ({Present(found.Libraries)}): train on {ModernLinux}.";
        return $"libtorch was found ('{found.LibTorch}') but did not load: {found.LastFailure?.TrimEnd('.') ?? "the system gives no reason"}.";
    }

    /// <summary>The file name of TorchSharp's own native library on <paramref name="system"/>.</summary>
    public static string BindingName(OSPlatform system) => FileName(system, "LibTorchSharp");

    /// <summary>The file name of libtorch's main library on <paramref name="system"/>.</summary>
    public static string LibTorchName(OSPlatform system) => FileName(system, "torch_cpu");

    private static string FileName(OSPlatform system, string name) =>
        system == OSPlatform.Windows ? $"{name}.dll" : system == OSPlatform.OSX ? $"lib{name}.dylib" : $"lib{name}.so";

    private static bool IsServed(LoadFindings found) =>
        found.Architecture == (found.System == OSPlatform.OSX ? Architecture.Arm64 : Architecture.X64)
        && (found.System == OSPlatform.Linux || found.System == OSPlatform.Windows || found.System == OSPlatform.OSX);

    private static string Packages(OSPlatform system, string version) =>
        system == OSPlatform.Windows ? $"TorchSharp-cpu {version} or, for an NVIDIA GPU, TorchSharp-cuda-windows {version}"
        : system == OSPlatform.OSX ? $"TorchSharp-cpu {version} or libtorch-cpu-osx-arm64"
        : $"TorchSharp-cpu {version}, libtorch-cpu-linux-x64 or, for an NVIDIA GPU, TorchSharp-cuda-linux {version}";

    private static string Name(LoadFindings found) =>
        $"{(found.System == OSPlatform.OSX ? "macOS" : found.System == OSPlatform.Windows ? "Windows" : "Linux")} "
        + found.Architecture.ToString().ToLowerInvariant();

    private static string Present(SystemLibraries? libraries) =>
        $"glibc {libraries?.Glibc}, '{libraries?.StdCpp}' up to "
        + $"{libraries?.StdCppVersions?.Where(version => version.StartsWith("GLIBCXX_3.4.", StringComparison.Ordinal)).MaxBy(Number)}";

    private static Version Number(string node) => Version.TryParse(node.AsSpan(node.IndexOf('_') + 1), out var number) ? number : new();

    private static string List(IReadOnlyList<string> parts) => string.Join(", ", parts);
}
