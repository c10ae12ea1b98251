namespace MlNetCnn.Experiments;

/// <summary>Scoring speed of a model on a machine.</summary>
/// <param name="RowsPerSecond">Images a second in batches.</param>
/// <param name="LatencyP50">The median time of one image alone, in milliseconds.</param>
/// <param name="LatencyP99">The time that 99 of 100 images alone stay below, in milliseconds.</param>
/// <param name="Machine">The machine's name.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda:N</c>.</param>
/// <param name="MeasuredAt">When.</param>
public sealed record ScoringSpeed(
    double RowsPerSecond, double LatencyP50, double LatencyP99, string Machine, string Device, DateTimeOffset MeasuredAt);
