using System.Collections.Concurrent;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>
/// Times training on this machine: each network and settings once, in a process of their own that is there for nothing else, so that its memory
/// tells. One at a time, whoever asks.
/// </summary>
/// <param name="host">The executable.</param>
/// <param name="store">Where runs are that train meanwhile.</param>
/// <param name="time">The clock.</param>
/// <param name="slots">How many runs this machine does at once.</param>
internal sealed class SpeedMeasurements(RunHost host, RunStore store, TimeProvider time, int slots) : IDisposable
{
    /// <summary>How long a network trains for it.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, SpeedMeasurement> _known = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>How many runs this machine does at once, at least 1.</summary>
    public int Slots => Math.Max(1, slots);

    /// <summary>What is known, or null.</summary>
    public SpeedMeasurement? Find(SpeedTrial trial) => _known.GetValueOrDefault(trial.Key);

    /// <summary>How many runs train at the moment.</summary>
    public async Task<int> RunningAsync() => (await store.ListAsync(new RunFilter { State = RunState.Running })).Count;

    /// <summary>Times training, beside whatever trains at the moment.</summary>
    /// <param name="trial">What.</param>
    /// <param name="cancellation">Ends it at once.</param>
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
