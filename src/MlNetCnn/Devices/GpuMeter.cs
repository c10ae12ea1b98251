namespace MlNetCnn;

/// <summary>Asks, as often as wanted, how full and how busy one GPU is: the driver's library stays open meanwhile.</summary>
internal sealed class GpuMeter : IDisposable
{
    private readonly NvidiaManagement _management;
    private readonly Gpu _gpu;
    private readonly Guid _id;

    private GpuMeter(NvidiaManagement management, Gpu gpu, Guid id) => (_management, _gpu, _id) = (management, gpu, id);

    /// <summary>Opens the meter of a device; null where that is no GPU, or the driver does not tell.</summary>
    /// <param name="device"><c>cuda:N</c>; anything else is no GPU.</param>
    public static GpuMeter? TryOpen(string device) => TryOpen(device, NvidiaDriver.CudaPath, NvidiaDriver.NvmlPath);

    /// <inheritdoc cref="TryOpen(string)"/>
    /// <param name="device"><c>cuda:N</c>; anything else is no GPU.</param>
    /// <param name="cudaPath">The driver's library, which numbers GPUs as training does.</param>
    /// <param name="nvmlPath">Its management library.</param>
    public static GpuMeter? TryOpen(string device, string cudaPath, string nvmlPath)
    {
        if (!DeviceRequest.TryParse(device, out var request) || request.Index is not { } index
            || CudaLibrary.TryLoad(cudaPath) is not { } cuda || cuda.Start() is not null
            || cuda.Gpus().Where(g => g.Gpu.Index == index).ToArray() is not [var (gpu, id)])
            return null;
        return NvidiaManagement.TryOpen(nvmlPath) is { } management ? new GpuMeter(management, gpu, id) : null;
    }

    /// <summary>The GPU as it is now.</summary>
    public Gpu Read() => _management.Complete(_gpu, _id);

    public void Dispose() => _management.Dispose();
}
