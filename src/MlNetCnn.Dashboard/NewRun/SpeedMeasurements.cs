using System.Collections.Concurrent;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>
/// Measures training speed on this machine, once for each network and settings, one at a time, each in its own process so that its memory
/// can be measured.
/// </summary>
internal sealed class SpeedMeasurements(RunHost host, RunStore store, TimeProvider time, DashboardOptions options) : IDisposable
{
    /// <summary>Training time of a measurement.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, SpeedMeasurement> _known = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Concurrent runs of this machine, at least 1.</summary>
    public int Slots => Math.Max(1, options.Slots);

    public SpeedMeasurement? Find(SpeedTrial trial) => _known.GetValueOrDefault(trial.Key);

    /// <summary>The number of runs in training now.</summary>
    public async Task<int> RunningAsync() => (await store.ListAsync(new RunFilter { State = RunState.Running })).Count;

    /// <summary>Other runs may be in training at the same time.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message says why.</exception>
    public async Task<SpeedMeasurement> MeasureAsync(SpeedTrial trial, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var beside = await RunningAsync();
            using var process = new AnsweringProcess<SpeedRequest, SpeedAnswer>(host, RunChild.Speed, "the measurement", time) { Threads = trial.Threads(Slots) };
            var speed = await process.AskAsync(trial.Request(Slots, Budget.TotalSeconds), cancellation: cancellation);
            return _known[trial.Key] = new(speed, beside);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
