using System.Diagnostics;

namespace MlNetCnn.Benchmarks;

/// <summary>Times of single calls.</summary>
internal static class Latencies
{
    /// <summary>Calls for about that long; what this percentage of the calls took at most, in microseconds.</summary>
    public static double Percentile(int percent, double seconds, Action<long> call)
    {
        var times = new List<double>();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < seconds;)
        {
            var from = Stopwatch.GetTimestamp();
            call(times.Count);
            times.Add(Stopwatch.GetElapsedTime(from).TotalMicroseconds);
        }
        return Percentile(percent, times);
    }

    public static double Percentile(int percent, List<double> values)
    {
        values.Sort();
        return values[Math.Min(values.Count - 1, (int)((long)values.Count * percent / 100))];
    }
}
