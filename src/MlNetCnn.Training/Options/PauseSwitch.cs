namespace MlNetCnn.Training;

/// <summary>Holds a training run between two batches and lets it go on; from any thread.</summary>
public sealed class PauseSwitch
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _goingOn;
    private int _holding;

    /// <summary>Whether runs with this switch hold, or will after the batch under way.</summary>
    public bool IsPaused
    {
        get
        {
            lock (_lock)
                return _goingOn is not null;
        }
    }

    /// <summary>Whether a run holds now: its batch is done.</summary>
    public bool IsHolding => Volatile.Read(ref _holding) > 0;

    /// <summary>Holds after the batch under way. Does nothing where it holds already.</summary>
    public void Pause()
    {
        lock (_lock)
            _goingOn ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Goes on. Does nothing where it does not hold.</summary>
    public void GoOn()
    {
        lock (_lock)
        {
            _goingOn?.SetResult();
            _goingOn = null;
        }
    }

    /// <summary>Blocks the thread, without work for the processor, until the switch lets go or one of the tokens is cancelled.</summary>
    internal void Wait(CancellationToken cancel, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, stop);
        Interlocked.Increment(ref _holding);
        while (!either.IsCancellationRequested && Holding() is { } holding)
            Task.WaitAny([holding, Task.Delay(Timeout.Infinite, either.Token)], CancellationToken.None);
        Interlocked.Decrement(ref _holding);
    }

    private Task? Holding()
    {
        lock (_lock)
            return _goingOn?.Task;
    }
}
