using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;

namespace MlNetCnn.Experiments;

/// <summary>
/// The number of waiting runs as the metric <c>mlnetcnn.queue.length</c>. Observers get the last reading; the store is read in the
/// background, only while observed, and at most every ten seconds. There is no value while the store is unavailable.
/// </summary>
internal sealed class QueueLength : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly RunStore _store;
    private readonly Meter _meter = ExperimentsTelemetry.NewMeter();
    private readonly Lock _lock = new();
    private int? _length;
    private long? _readAt;

    public QueueLength(RunStore store)
    {
        _store = store;
        _meter.CreateObservableGauge("mlnetcnn.queue.length", Observe, "{run}", "Runs that wait for a worker.");
    }

    public Task Reading { get; private set; } = Task.CompletedTask;

    public void Dispose() => _meter.Dispose();

    /// <summary>The last reading, if any.</summary>
    public IEnumerable<Measurement<int>> Observe()
    {
        lock (_lock)
        {
            if (Reading.IsCompleted && (_readAt is not { } at || _store.Time.GetElapsedTime(at) >= Interval))
            {
                _readAt = _store.Time.GetTimestamp();
                Reading = Task.Run(ReadAsync);
            }
            return _length is { } length ? [new(length)] : [];
        }
    }

    private async Task ReadAsync()
    {
        int? length = null;
        try
        {
            await using var context = _store.Database.Open();
            var waiting = RunStates.Before(RunState.Running);
            length = await context.Runs.CountAsync(r => waiting.Contains(r.State) && r.TrashedAt == null);
        }
#pragma warning disable CA1031 // Nobody waits for this: a metric that cannot be read is left out.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
        lock (_lock)
            _length = length;
    }
}
