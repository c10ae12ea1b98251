using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Reads the device option.</summary>
internal static class TrainingDevice
{
    /// <exception cref="ArgumentException">The text is no device, or there is no such GPU here.</exception>
    public static Device Parse(string device)
    {
        if (device == "cpu" || device == "auto" && !cuda.is_available())
            return CPU;
        if (device == "auto")
            return CUDA;
        var index = 0;
        if (device != "cuda" && !(device.StartsWith("cuda:", StringComparison.Ordinal)
            && int.TryParse(device.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out index)))
        {
            throw new ArgumentException($"The device '{device}' is unknown: use auto, cpu, cuda or cuda:N.");
        }
        var found = cuda.is_available() ? cuda.device_count() : 0;
        if (index >= found)
            throw new ArgumentException(found == 0
                ? $"The device '{device}' needs an NVIDIA GPU, its driver and a build with -p:Accelerator=cuda, but no GPU was found: use auto or cpu."
                : $"The device '{device}' is not there: {found} GPU(s) were found, numbered from 0.");
        return new Device(DeviceType.CUDA, index);
    }
}
