namespace MlNetCnn.Experiments;

/// <summary>The devices of a worker: one run per GPU, several on the CPU.</summary>
internal sealed class DeviceSlots(int cpuSlots, int gpus)
{
    private readonly Lock _lock = new();

    // GPUs first: they are faster for any run.
    private readonly List<string> _free =
        [.. Enumerable.Range(0, gpus).Select(i => $"{DeviceFit.Cuda}:{i}"), .. Enumerable.Repeat(DeviceFit.Cpu, cpuSlots)];

    public int Count => cpuSlots + gpus;

    public bool HasGpus => gpus > 0;

    public string[] Free()
    {
        lock (_lock)
            return [.. _free.Distinct()];
    }

    public bool TryTake(string device)
    {
        lock (_lock)
            return _free.Remove(device);
    }

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
