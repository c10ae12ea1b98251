using System.Runtime.InteropServices;

namespace MlNetCnn;

/// <summary>
/// The NVIDIA driver's own library, which comes with the driver: it says which GPUs there are, in the order that every CUDA program
/// counts them. Nothing asked here takes memory of a GPU.
/// </summary>
internal sealed unsafe class CudaLibrary
{
    private const int Success = 0, StubLibrary = 34, NoDevice = 100, DriverMismatch = 803;
    private const int CapabilityMajor = 75, CapabilityMinor = 76; // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_…
    private const int LongestName = 256, IdBytes = 16;

    private readonly delegate* unmanaged<uint, int> _init;
    private readonly delegate* unmanaged<int, byte**, int> _errorName;
    private readonly delegate* unmanaged<int*, int> _version, _count;
    private readonly delegate* unmanaged<int*, int, int> _device;
    private readonly delegate* unmanaged<byte*, int, int, int> _name;
    private readonly delegate* unmanaged<nuint*, int, int> _memory;
    private readonly delegate* unmanaged<int*, int, int, int> _attribute;
    private readonly delegate* unmanaged<byte*, int, int> _id;

    private CudaLibrary(nint library)
    {
        _init = (delegate* unmanaged<uint, int>)Function("cuInit");
        _errorName = (delegate* unmanaged<int, byte**, int>)Function("cuGetErrorName");
        _version = (delegate* unmanaged<int*, int>)Function("cuDriverGetVersion");
        _count = (delegate* unmanaged<int*, int>)Function("cuDeviceGetCount");
        _device = (delegate* unmanaged<int*, int, int>)Function("cuDeviceGet");
        _name = (delegate* unmanaged<byte*, int, int, int>)Function("cuDeviceGetName");
        _memory = (delegate* unmanaged<nuint*, int, int>)Function("cuDeviceTotalMem_v2");
        _attribute = (delegate* unmanaged<int*, int, int, int>)Function("cuDeviceGetAttribute");
        _id = (delegate* unmanaged<byte*, int, int>)Function("cuDeviceGetUuid");

        nint Function(string name) => NativeLibrary.GetExport(library, name);
    }

    /// <summary>Loads it; null where there is none. It stays loaded: the driver does not take well to being unloaded.</summary>
    public static CudaLibrary? TryLoad(string path)
    {
        if (!NativeLibrary.TryLoad(path, out var library))
            return null;
        try
        {
            return new CudaLibrary(library);
        }
        catch (EntryPointNotFoundException)
        {
            return null; // from before 2018
        }
    }

    /// <summary>The newest CUDA that the driver runs.</summary>
    public Version? Version
    {
        get
        {
            int version; // 12080 is 12.8
            return _version(&version) == Success ? new(version / 1000, version % 1000 / 10) : null;
        }
    }

    /// <summary>Starts the driver; gives what is wrong with it, as half a sentence, or null.</summary>
    public string? Start() => _init(0) switch
    {
        Success => null,
        NoDevice => NoGpu(),
        StubLibrary => "only a stub of the NVIDIA driver is installed",
        DriverMismatch => "the NVIDIA driver's library and its kernel module are of different releases: restart the machine",
        var error => $"the NVIDIA driver fails with error {error} ({NameOf(error)})",
    };

    /// <summary>There is a driver, but nothing for it to drive.</summary>
    public static string NoGpu() => Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES") is { } visible
        ? $"the NVIDIA driver sees no GPU: CUDA_VISIBLE_DEVICES is '{visible}'"
        : "the NVIDIA driver sees no GPU";

    /// <summary>The GPUs in their order, each with the name that the driver's other libraries know it by. One that does not answer is left out.</summary>
    public IReadOnlyList<(Gpu Gpu, Guid Id)> Gpus()
    {
        var gpus = new List<(Gpu, Guid)>();
        int count;
        if (_count(&count) != Success)
            return gpus;
        var name = stackalloc byte[LongestName];
        var id = stackalloc byte[IdBytes];
        for (var index = 0; index < count; index++)
        {
            int device, major, minor;
            nuint memory;
            if (_device(&device, index) != Success || _name(name, LongestName, device) != Success || _memory(&memory, device) != Success
                || _attribute(&major, CapabilityMajor, device) != Success || _attribute(&minor, CapabilityMinor, device) != Success
                || _id(id, device) != Success)
                continue;
            gpus.Add((new Gpu(index, Marshal.PtrToStringUTF8((nint)name)!, new(major, minor), (long)memory),
                new Guid(new ReadOnlySpan<byte>(id, IdBytes), bigEndian: true)));
        }
        return gpus;
    }

    private string NameOf(int error)
    {
        byte* name;
        return _errorName(error, &name) == Success ? Marshal.PtrToStringUTF8((nint)name)! : "unknown";
    }
}
