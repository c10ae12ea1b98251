namespace MlNetCnn.Experiments;

/// <summary>What a run took of its machine over time, as CSV. One process writes it while others read on.</summary>
internal sealed class UsageFile(string path)
{
    private readonly NumberTable _table = new(path, "seconds", "cpuCores", "memoryBytes", "gpuMemoryBytes", "gpuLoad");

    public void Add(UsageSample sample) => _table.Append(sample.Seconds, sample.CpuCores, sample.MemoryBytes, sample.GpuMemoryBytes, sample.GpuLoad);

    /// <summary>The samples behind a place in the file, and the place to read on from.</summary>
    /// <param name="from">A place that this gave before, or 0.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or another one than before.</exception>
    public (IReadOnlyList<UsageSample> Samples, long End) Read(long from = 0)
    {
        var (lines, end) = _table.ReadOn(from);
        return ([.. lines.Select(Sample)], end);
    }

    private static UsageSample Sample(double?[] c) => new(c[0] ?? 0, c[1] ?? double.NaN, (long)(c[2] ?? 0), (long?)c[3], c[4]);
}
