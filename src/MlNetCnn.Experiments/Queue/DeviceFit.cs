namespace MlNetCnn.Experiments;

internal static class DeviceFit
{
    public const string Auto = DeviceRequest.Auto;
    public const string Cpu = DeviceRequest.Cpu;
    public const string Cuda = DeviceRequest.Cuda;

    /// <summary>The device settings that a free device can serve; <c>auto</c> waits for a GPU where the worker has any.</summary>
    public static string[] ServedBy(string device, bool hasGpus) => device == Cpu ? (hasGpus ? [Cpu] : [Cpu, Auto]) : [Auto, Cuda, device];

    /// <summary>The queue for a requested device.</summary>
    public static string QueueOf(string requested) => requested is Auto or Cpu ? requested : Cuda;
}
