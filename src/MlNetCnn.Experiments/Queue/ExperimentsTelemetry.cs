using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MlNetCnn.Experiments;

/// <summary>
/// Metrics and traces of workers, through .NET meters and activities that OpenTelemetry reads: queue length (<c>mlnetcnn.queue.length</c>),
/// duration of attempts (<c>mlnetcnn.run.duration</c>), training throughput (<c>mlnetcnn.training.throughput</c>) and an activity per
/// attempt (<c>mlnetcnn.run</c>). Nothing is measured without a listener.
/// </summary>
internal static class ExperimentsTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "MlNetCnn.Experiments";

    internal const string Architecture = "mlnetcnn.architecture";

    /// <summary><c>cpu</c> or <c>cuda:N</c>.</summary>
    internal const string Device = "mlnetcnn.device";

    /// <summary>The state in which an attempt left its run.</summary>
    internal const string State = "mlnetcnn.run.state";

    private static readonly Meter Meter = NewMeter();

    internal static ActivitySource Activities { get; } = new(Name, Version);

    /// <summary>From claiming a run to recording its end, by state and architecture.</summary>
    internal static Histogram<double> Duration { get; } = Meter.CreateHistogram<double>(
        "mlnetcnn.run.duration", "s", "Time of an attempt at a run, from taking it to writing down how it was left.",
        advice: new() { HistogramBucketBoundaries = [1, 3, 10, 30, 60, 180, 600, 1800, 3600, 10800, 36000, 86400] });

    /// <summary>Throughput of each epoch.</summary>
    internal static Histogram<double> Throughput { get; } = Meter.CreateHistogram<double>(
        "mlnetcnn.training.throughput", "{image}/s", "Training images a second, an epoch at a time, validation not counted.",
        advice: new() { HistogramBucketBoundaries = [10, 30, 100, 300, 1000, 3000, 10000, 30000, 100000, 300000] });

    private static string? Version => typeof(ExperimentsTelemetry).Assembly.GetName().Version?.ToString(3);

    /// <summary>For instruments with a shorter life than the process.</summary>
    internal static Meter NewMeter() => new(Name, Version);
}
