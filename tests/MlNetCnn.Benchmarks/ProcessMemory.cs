using System.Globalization;

namespace MlNetCnn.Benchmarks;

/// <summary>This process's resident memory as Linux counts it, in bytes.</summary>
internal static class ProcessMemory
{
    public static double Peak() => Read("VmHWM:");

    public static double Now() => Read("VmRSS:");

    private static double Read(string field)
    {
        var line = File.ReadLines("/proc/self/status").Single(l => l.StartsWith(field, StringComparison.Ordinal)); // VmRSS:   123456 kB
        return 1024 * double.Parse(line.AsSpan(field.Length, line.Length - field.Length - 2), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
    }
}
