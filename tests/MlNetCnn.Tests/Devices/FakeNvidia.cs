using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MlNetCnn.Tests;

/// <summary>A library with the functions of NVIDIA's two, for two GPUs that are not there.</summary>
internal static class FakeNvidia
{
    /// <summary>Builds it; skips the test where there is no compiler.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="error">What starting the driver gives, 0 for success.</param>
    public static string Compile(string folder, int error = 0)
    {
        var library = Path.Combine(folder, "libnvidia.so");
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/cc"), "There is no C compiler to build a library with.");
        using var compiler = Process.Start("cc", ["-shared", "-fPIC", $"-DERROR={error}", "-o", library, Path.Combine(Here(), "nvidia.c")]);
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
        return library;
    }

    private static string Here([CallerFilePath] string source = "") => Path.GetDirectoryName(source)!;
}
