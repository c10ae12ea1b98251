using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MlNetCnn.Experiments;

/// <summary>
/// What workers tell of runs to whoever listens, by .NET's own meters and activities, which OpenTelemetry reads: the length of the queue
/// (<c>mlnetcnn.queue.length</c>), how long attempts take (<c>mlnetcnn.run.duration</c>), how fast they train
/// (<c>mlnetcnn.training.throughput</c>), and an activity for each attempt (<c>mlnetcnn.run</c>). Without a listener nothing is measured.
/// </summary>
internal static class ExperimentsTelemetry
{
    /// <summary>The name of the meter and of the source of activities.</summary>
    public const string Name = "MlNetCnn.Experiments";

    /// <summary>Names the network in metrics and activities.</summary>
    internal const string Architecture = "mlnetcnn.architecture";

    /// <summary>Names the device: <c>cpu</c> or <c>cuda:N</c>.</summary>
    internal const string Device = "mlnetcnn.device";

    /// <summary>Names how an attempt left its run.</summary>
    internal const string State = "mlnetcnn.run.state";

    private static readonly Meter Meter = NewMeter();

    internal static ActivitySource Activities { get; } = new(Name, Version);

    /// <summary>From taking a run to writing down how it was left, by state and architecture.</summary>
    internal static Histogram<double> Duration { get; } = Meter.CreateHistogram<double>(
        "mlnetcnn.run.duration", "s", "Time of an attempt at a run, from taking it to writing down how it was left.",
        advice: new() { HistogramBucketBoundaries = [1, 3, 10, 30, 60, 180, 600, 1800, 3600, 10800, 36000, 86400] });

    /// <summary>The speed of training, an epoch at a time.</summary>
    internal static Histogram<double> Throughput { get; } = Meter.CreateHistogram<double>(
        "mlnetcnn.training.throughput", "{image}/s", "Training images a second, an epoch at a time, validation not counted.",
        advice: new() { HistogramBucketBoundaries = [10, 30, 100, 300, 1000, 3000, 10000, 30000, 100000, 300000] });

    private static string? Version => typeof(ExperimentsTelemetry).Assembly.GetName().Version?.ToString(3);

    /// <summary>A meter of this name, for instruments that end before the process does.</summary>
    internal static Meter NewMeter() => new(Name, Version);
}
