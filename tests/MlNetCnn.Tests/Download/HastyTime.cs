using System.Collections.Concurrent;

namespace MlNetCnn.Tests;

/// <summary>A clock on which pauses shorter than <see cref="FileDownload.Patience"/> are over at once, and longer ones when a test says so.</summary>
internal sealed class HastyTime : TimeProvider
{
    private readonly ConcurrentQueue<(TimerCallback Callback, object? State)> _patient = new();

    /// <summary>The pauses that were asked for.</summary>
    public ConcurrentQueue<TimeSpan> Pauses { get; } = new();

    /// <summary>Whether somebody waits longer.</summary>
    public bool IsWaitedFor => !_patient.IsEmpty;

    /// <summary>Lets everybody's patience end.</summary>
    public void EndPatience()
    {
        while (_patient.TryDequeue(out var timer))
            timer.Callback(timer.State);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= FileDownload.Patience)
        {
            _patient.Enqueue((callback, state));
            return new NoTimer();
        }
        Pauses.Enqueue(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
