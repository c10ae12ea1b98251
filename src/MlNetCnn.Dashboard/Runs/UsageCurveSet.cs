using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>
/// Resource usage of a run for charts. X is training time in a unit that suits its length; memory is in MiB, GPU load in percent; GPU
/// curves are empty on the CPU.
/// </summary>
public sealed record UsageCurveSet(
    string XLabel,
    IReadOnlyList<ChartSeries> Cores,
    IReadOnlyList<ChartSeries> Memory,
    IReadOnlyList<ChartSeries> GpuMemory,
    IReadOnlyList<ChartSeries> GpuLoad)
{
    private const double MiB = 1 << 20;

    internal static UsageCurveSet Of(IReadOnlyList<UsageSample> samples)
    {
        var (seconds, unit) = samples is [.., { Seconds: var last }] ? last switch { > 3 * 3600 => (3600, "hours"), > 600 => (60, "minutes"), _ => (1, "seconds") } : (1, "seconds");
        return new(
            $"{unit} of work",
            Series("cores", s => s.CpuCores),
            Series("memory", s => Math.Round(s.MemoryBytes / MiB, 1)),
            Series("GPU memory", s => s.GpuMemoryBytes is { } bytes ? Math.Round(bytes / MiB, 1) : null),
            Series("GPU load", s => s.GpuLoad * 100));

        ChartSeries[] Series(string name, Func<UsageSample, double?> value) =>
            [new(name, [.. samples.Where(s => value(s) is not null).Select(s => new ChartPoint(Math.Round(s.Seconds / seconds, 3), value(s)!.Value))])];
    }
}
