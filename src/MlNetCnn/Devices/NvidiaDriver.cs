using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>What the NVIDIA driver of this machine says, at one moment.</summary>
internal sealed record NvidiaDriver
{
    // GPUs of one kind that nobody uses differ by a few megabytes.
    private const long SameMemory = 256 << 20;

    /// <summary>The driver's release, such as <c>570.86.10</c>; null where it does not tell.</summary>
    public string? Release { get; init; }

    /// <summary>The newest CUDA that it runs, such as 12.8; null where there is no driver.</summary>
    public Version? Cuda { get; init; }

    /// <summary>The GPUs, in the order of their numbers.</summary>
    public ImmutableArray<Gpu> Gpus { get; init; } = [];

    /// <summary>Why there are no GPUs, as half a sentence; null where there are some.</summary>
    public string? Problem { get; init; }

    /// <summary>The GPUs with the most free memory first; among equals the idler one, and then the first.</summary>
    public IEnumerable<Gpu> Freest => Gpus
        .OrderByDescending(g => (g.FreeBytes ?? -SameMemory) / SameMemory).ThenBy(g => g.Utilization ?? 0).ThenBy(g => g.Index);

    /// <summary>Whether there is a driver at all; it is not started to find out.</summary>
    public static bool IsInstalled => CudaLibrary.TryLoad(CudaPath) is not null;

    internal static string CudaPath => OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";

    internal static string NvmlPath => OperatingSystem.IsWindows() ? "nvml.dll" : "libnvidia-ml.so.1";

    /// <summary>Asks the driver. Absent or broken, it is told of in <see cref="Problem"/>.</summary>
    public static NvidiaDriver Find() => Find(CudaPath, NvmlPath);

    /// <param name="cudaPath">The driver's library, which numbers GPUs as training and scoring do.</param>
    /// <param name="nvmlPath">Its management library, which knows about memory without taking any.</param>
    public static NvidiaDriver Find(string cudaPath, string nvmlPath)
    {
        if (CudaLibrary.TryLoad(cudaPath) is not { } cuda)
            return new() { Problem = "no NVIDIA driver is installed" };
        using var management = NvidiaManagement.TryOpen(nvmlPath);
        var driver = new NvidiaDriver { Release = management?.Release, Cuda = cuda.Version };
        if (cuda.Start() is { } problem)
            return driver with { Problem = problem };
        ImmutableArray<Gpu> gpus = [.. cuda.Gpus().Select(found => management is null ? found.Gpu : management.Complete(found.Gpu, found.Id))];
        return driver with { Gpus = gpus, Problem = gpus.IsEmpty ? CudaLibrary.NoGpu() : null };
    }
}
