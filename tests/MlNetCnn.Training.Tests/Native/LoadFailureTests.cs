using System.Runtime.InteropServices;

namespace MlNetCnn.Training.Tests;

using Architecture = System.Runtime.InteropServices.Architecture;

public sealed class LoadFailureTests
{
    private static readonly LoadFindings Linux = new()
    {
        System = OSPlatform.Linux,
        Architecture = Architecture.X64,
        TorchSharp = new(0, 107, 0, 0),
        Folders = ["/app", "/app/runtimes/linux-x64/native"],
        Binding = "/app/libLibTorchSharp.so",
        LibTorch = "/app/libtorch_cpu.so",
        Libraries = new(new(2, 36), "/lib/libstdc++.so.6", ["GLIBCXX_3.4.9", "GLIBCXX_3.4.29", "GLIBCXX_3.4.10"]),
        LastFailure = "libgomp.so.1: cannot open shared object file",
    };

    [Fact]
    public void Explain_NoLibTorch_NamesThePackages() => AssertExplains(Linux with { LibTorch = null },
        "libtorch's 'libtorch_cpu.so' is in none of the folders /app, /app/runtimes/linux-x64/native: reference one of the packages "
        + "TorchSharp-cpu 0.107.0, libtorch-cpu-linux-x64 or, for an NVIDIA GPU, TorchSharp-cuda-linux 0.107.0 in the app's project.");

    [Fact]
    public void Explain_NoBinding_NamesTorchSharp() => AssertExplains(Linux with { Binding = null, LibTorch = null },
        "TorchSharp 0.107.0's native library 'libLibTorchSharp.so' is in none of the folders /app, /app/runtimes/linux-x64/native: "
        + "reference the package TorchSharp 0.107.0 in the app's project and publish for Linux x64.");

    [Fact]
    public void Explain_OldSystem_SaysWhatItLacksAndWhichSystemsHaveIt() => AssertExplains(Linux with { MissingVersions = ["GLIBCXX_3.4.30"] },
        "libtorch needs GLIBCXX_3.4.30, which this system lacks (glibc 2.36, '/lib/libstdc++.so.6' up to GLIBCXX_3.4.29): "
        + "train on Debian 12, Ubuntu 22.04, Fedora 36, RHEL 10 or newer.");

    [Fact]
    public void Explain_NoStdCpp_NamesItsPackage() => AssertExplains(Linux with { Libraries = new(new(2, 36), null, null) },
        "libtorch needs libstdc++.so.6, which this system lacks: install it (Debian and Ubuntu: libstdc++6, Fedora and RHEL: libstdc++).");

    [Fact]
    public void Explain_Musl_SaysThatGlibcIsNeeded() => AssertExplains(Linux with { Libraries = new(null, null, null) },
        "libtorch needs glibc, but this Linux has another C library (musl, as in Alpine): train on Debian 12, Ubuntu 22.04, Fedora 36, "
        + "RHEL 10 or newer.");

    [Fact]
    public void Explain_MacOnIntel_NamesServedSystems() => AssertExplains(
        Linux with { System = OSPlatform.OSX, Libraries = null, Binding = null, LibTorch = null },
        "TorchSharp 0.107.0 has no native library for macOS x64: train on Linux x64, Windows x64 or macOS on Apple silicon and score the "
        + "ONNX file here.");

    [Fact]
    public void Explain_LinuxOnArm_NamesServedSystems() => AssertExplains(
        Linux with { Architecture = Architecture.Arm64, Binding = null },
        "TorchSharp 0.107.0 has no native library for Linux arm64: train on Linux x64, Windows x64 or macOS on Apple silicon and score the "
        + "ONNX file here.");

    [Fact]
    public void Explain_NewTorchSharpOnWindows_NamesTheIssueAndTheVersionThatWorks() => AssertExplains(
        Linux with { System = OSPlatform.Windows, Libraries = null },
        "TorchSharp 0.107.0 does not load on Windows (dotnet/TorchSharp#1567): reference TorchSharp 0.105.1 with libtorch-cpu-win-x64 2.7.1, "
        + "or train on Linux x64.");

    [Fact]
    public void Explain_WindowsVersionThatWorks_GivesTheLoadersWords() => AssertExplains(
        Linux with { System = OSPlatform.Windows, Libraries = null, TorchSharp = new(0, 105, 1), LastFailure = "The module was not found." },
        "libtorch was found ('/app/libtorch_cpu.so') but did not load: The module was not found.");

    [Fact]
    public void Explain_OtherFailure_GivesTheLoadersWords() => AssertExplains(Linux,
        "libtorch was found ('/app/libtorch_cpu.so') but did not load: libgomp.so.1: cannot open shared object file.");

    private static void AssertExplains(LoadFindings found, string sentence) => Assert.Equal(sentence, LoadFailure.Explain(found));
}
