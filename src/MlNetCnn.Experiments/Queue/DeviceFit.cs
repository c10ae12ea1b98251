namespace MlNetCnn.Experiments;

/// <summary>Which requests a device can take.</summary>
internal static class DeviceFit
{
    public const string Auto = DeviceRequest.Auto;
    public const string Cpu = DeviceRequest.Cpu;
    public const string Cuda = DeviceRequest.Cuda;

    /// <summary>The requested devices that a free device can serve.</summary>
    /// <param name="device"><c>cpu</c> or <c>cuda:N</c>.</param>
    /// <param name="hasGpus">Whether the worker has GPUs: then <c>auto</c> waits for one.</param>
    public static string[] ServedBy(string device, bool hasGpus) => device == Cpu ? (hasGpus ? [Cpu] : [Cpu, Auto]) : [Auto, Cuda, device];

    /// <summary>The queue that requests for a device wait in.</summary>
    public static string QueueOf(string requested) => requested is Auto or Cpu ? requested : Cuda;
}
