using System.Runtime.InteropServices;
using System.Text;

namespace MlNetCnn;

/// <summary>
/// NVIDIA's management library (NVML), which comes with the driver and tells how much memory is free and how busy a GPU is. CUDA itself
/// could tell the first, but would take some hundred megabytes of it to do so.
/// </summary>
internal sealed unsafe class NvidiaManagement : IDisposable
{
    private const int Success = 0, LongestText = 96;

    private readonly delegate* unmanaged<int> _shutdown;
    private readonly delegate* unmanaged<byte*, uint, int> _release;
    private readonly delegate* unmanaged<byte*, nint*, int> _handle;
    private readonly delegate* unmanaged<nint, ulong*, int> _memory;
    private readonly delegate* unmanaged<nint, uint*, int> _utilization;

    private NvidiaManagement(nint library)
    {
        _shutdown = (delegate* unmanaged<int>)Function("nvmlShutdown");
        _release = (delegate* unmanaged<byte*, uint, int>)Function("nvmlSystemGetDriverVersion");
        _handle = (delegate* unmanaged<byte*, nint*, int>)Function("nvmlDeviceGetHandleByUUID");
        _memory = (delegate* unmanaged<nint, ulong*, int>)Function("nvmlDeviceGetMemoryInfo");
        _utilization = (delegate* unmanaged<nint, uint*, int>)Function("nvmlDeviceGetUtilizationRates");

        nint Function(string name) => NativeLibrary.GetExport(library, name);
    }

    /// <summary>Opens it; null where there is none or it does not start.</summary>
    public static NvidiaManagement? TryOpen(string path)
    {
        if (!NativeLibrary.TryLoad(path, out var library))
            return null;
        try
        {
            var management = new NvidiaManagement(library);
            return ((delegate* unmanaged<int>)NativeLibrary.GetExport(library, "nvmlInit_v2"))() == Success ? management : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The driver's release; null where it does not tell.</summary>
    public string? Release
    {
        get
        {
            var text = stackalloc byte[LongestText];
            return _release(text, LongestText) == Success ? Marshal.PtrToStringUTF8((nint)text) : null;
        }
    }

    /// <summary>The GPU with what is known here about it; as it is where it is not known.</summary>
    public Gpu Complete(Gpu gpu, Guid id)
    {
        // A part of a divided GPU has a name of its own kind.
        if ((Handle($"GPU-{id}") ?? Handle($"MIG-{id}")) is not { } handle)
            return gpu;
        var memory = stackalloc ulong[3]; // total, free, used
        var rates = stackalloc uint[2]; // of computing, of memory
        return gpu with
        {
            FreeBytes = _memory(handle, memory) == Success ? (long)memory[1] : null,
            Utilization = _utilization(handle, rates) == Success ? (int)rates[0] : null,
        };
    }

    public void Dispose() => _ = _shutdown();

    private nint? Handle(string id)
    {
        nint handle;
        fixed (byte* text = Encoding.UTF8.GetBytes($"{id}\0"))
            return _handle(text, &handle) == Success ? handle : null;
    }
}
