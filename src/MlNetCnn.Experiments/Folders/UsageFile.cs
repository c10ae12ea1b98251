namespace MlNetCnn.Experiments;

/// <summary>Resource usage of a run over time, as CSV. One process writes while others read.</summary>
internal sealed class UsageFile(string path)
{
    private readonly NumberTable _table = new(path, "seconds", "cpuCores", "memoryBytes", "gpuMemoryBytes", "gpuLoad");

    public void Add(UsageSample sample) => _table.Append(sample.Seconds, sample.CpuCores, sample.MemoryBytes, sample.GpuMemoryBytes, sample.GpuLoad);

    public IReadOnlyList<UsageSample> Read() => [.. _table.Read().Select(Sample)];

    /// <summary>See <see cref="NumberTable.ReadOn"/>.</summary>
    public (IReadOnlyList<UsageSample> Samples, long Last, long End) ReadOn(long from)
    {
        var (lines, last, end) = _table.ReadOn(from);
        return ([.. lines.Select(Sample)], last, end);
    }

    private static UsageSample Sample(double?[] c) => new(c[0] ?? 0, c[1] ?? double.NaN, (long)(c[2] ?? 0), (long?)c[3], c[4]);
}
