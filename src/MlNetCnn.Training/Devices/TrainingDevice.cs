using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Takes the device that the options ask for.</summary>
internal static class TrainingDevice
{
    /// <summary>
    /// The device, once libtorch is loaded. Asked again, <c>auto</c> and <c>cuda</c> may give another GPU: whoever tells of the device
    /// before training hands on what was given.
    /// </summary>
    /// <exception cref="ArgumentException">The text is no device, or it cannot be used here; the message says why.</exception>
    public static Device Parse(string device)
    {
        var wanted = DeviceRequest.Parse(device);
        if (!wanted.TakesGpu)
            return CPU;
        var seen = cuda.is_available() ? cuda.device_count() : 0;
        if (wanted.Index < seen)
            return new Device(DeviceType.CUDA, wanted.Index.Value);
        if (wanted.Index is not null && seen > 0)
            throw new ArgumentException($"The device '{device}' is not there: {seen} GPU(s) were found, numbered from 0.");
        var problem = seen == 0 ? null : "";
        foreach (var gpu in seen == 0 ? [] : Candidates(seen))
        {
            if (TrainingSupport.WhyItFails(gpu.Index, gpu.Capability) is not { } reason)
                return new Device(DeviceType.CUDA, gpu.Index);
            problem = $", as {reason}";
        }
        if (wanted.TakesCpu)
            return CPU;
        problem ??= $", as {TrainingSupport.WhyUnseen(NvidiaDriver.Find(), TrainingSupport.HasCuda)}";
        throw new ArgumentException($"The device '{device}' cannot be used: no GPU to train on was found{problem}; or use auto or cpu.");
    }

    /// <summary>The GPUs that libtorch sees, the freest first; in their order where the driver does not tell.</summary>
    private static IEnumerable<Gpu> Candidates(int seen)
    {
        Gpu[] known = [.. NvidiaDriver.Find().Freest.Where(g => g.Index < seen)];
        return known.Length > 0 ? known : Enumerable.Range(0, seen).Select(i => new Gpu(i, "", new(), 0));
    }
}
