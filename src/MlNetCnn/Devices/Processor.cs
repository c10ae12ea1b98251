using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MlNetCnn;

/// <summary>The CPU as this process may use it.</summary>
/// <param name="Name">The product's name, or the architecture's where the system does not tell.</param>
/// <param name="Cores">The logical cores, within the container's limit where there is one.</param>
/// <param name="TotalBytes">The memory, within the container's limit where there is one.</param>
/// <param name="FreeBytes">What of it nobody has taken.</param>
/// <param name="VectorInstructions">The widest kinds of vector instructions: <c>AVX2</c>, <c>AVX-512</c>, <c>NEON</c>.</param>
internal sealed record Processor(string Name, int Cores, long TotalBytes, long FreeBytes, ImmutableArray<string> VectorInstructions)
{
    public static Processor Find()
    {
        var free = FreeMemory.Bytes(); // its collection is what the next line is about
        return new(FindName(), Environment.ProcessorCount, GC.GetGCMemoryInfo(GCKind.Any).TotalAvailableMemoryBytes, free, [.. FindVectorInstructions()]);
    }

    /// <summary>The name in Linux's description of the processors.</summary>
    public static string? NameIn(IEnumerable<string> lines) => lines
        .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
        .FirstOrDefault(parts => parts is ["model name" or "Model", { Length: > 0 }])?[1];

    /// <summary>The product's name, or the architecture's where the system does not tell.</summary>
    public static string FindName()
    {
        string? name = null;
        if (OperatingSystem.IsLinux() && File.Exists("/proc/cpuinfo"))
            name = NameIn(File.ReadLines("/proc/cpuinfo"));
        else if (OperatingSystem.IsWindows())
            name = Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return name ?? $"{RuntimeInformation.ProcessArchitecture}";
    }

    private static IEnumerable<string> FindVectorInstructions()
    {
        if (Avx512F.IsSupported)
            yield return "AVX-512";
        if (Avx512Vbmi.IsSupported)
            yield return "AVX-512 VBMI";
        if (AvxVnni.IsSupported)
            yield return "AVX-VNNI";
        if (Avx2.IsSupported)
            yield return "AVX2";
        else if (Avx.IsSupported)
            yield return "AVX";
        if (AdvSimd.IsSupported)
            yield return "NEON";
    }
}
