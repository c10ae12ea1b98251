using System.Runtime.InteropServices;

namespace MlNetCnn.Training;

/// <summary>
/// Has glibc keep the memory that a training step frees for the next step. Left alone it maps large blocks anew each time, and every page of
/// them faults: at large batches that takes as long as the arithmetic. Other systems' allocators are left as they are. A thread other than
/// the process's first gains less, because glibc gives each a heap of its own in pieces of 64 MB, unless MALLOC_ARENA_MAX=1 is set.
/// </summary>
internal static partial class Allocator
{
    private const int TrimThreshold = -1, MapThreshold = -3;

    private static bool _keeps;

    /// <summary>From now on freed memory stays with the process, up to 2 GB at the heap's end, until <see cref="Release"/>.</summary>
    public static void KeepFreedMemory()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            // Older releases of glibc refuse more than 32 MB. Without the first the second would do harm: it ends glibc's own adjusting.
            _keeps = (SetOption(MapThreshold, 1 << 30) == 1 || SetOption(MapThreshold, 32 << 20) == 1) && SetOption(TrimThreshold, int.MaxValue) == 1;
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no such options, and training does not need them.
        }
    }

    /// <summary>Gives the memory that is free now back to the system.</summary>
    public static void Release()
    {
        if (_keeps)
            _ = Trim(0);
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint keep);
}
