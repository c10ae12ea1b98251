namespace MlNetCnn.Experiments;

/// <summary>The devices of a worker: each GPU takes one run, the CPU as many as it has slots.</summary>
internal sealed class DeviceSlots(int cpuSlots, int gpus)
{
    private readonly Lock _lock = new();

    // GPUs first: what runs anywhere runs faster there.
    private readonly List<string> _free =
        [.. Enumerable.Range(0, gpus).Select(i => $"{DeviceFit.Cuda}:{i}"), .. Enumerable.Repeat(DeviceFit.Cpu, cpuSlots)];

    /// <summary>All slots.</summary>
    public int Count => cpuSlots + gpus;

    public bool HasGpus => gpus > 0;

    /// <summary>The devices that are free.</summary>
    public string[] Free()
    {
        lock (_lock)
            return [.. _free.Distinct()];
    }

    /// <summary>Takes a slot of this device; false where there is none.</summary>
    public bool TryTake(string device)
    {
        lock (_lock)
            return _free.Remove(device);
    }

    /// <summary>Gives a slot back.</summary>
    public void Release(string device)
    {
        lock (_lock)
        {
            if (device == DeviceFit.Cpu)
                _free.Add(device);
            else
                _free.Insert(0, device);
        }
    }
}
