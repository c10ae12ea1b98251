using System.Collections.Concurrent;

namespace MlNetCnn.Training;

/// <summary>
/// Prepares the next batches of a source on a thread of its own while the current one is trained on. Small batches come several at a time:
/// whenever that thread wakes, the training loses a core to it.
/// </summary>
/// <param name="source">Belongs to that thread while it runs; closed with this one.</param>
/// <param name="atOnce">How many batches come at a time.</param>
/// <param name="depth">How many times that many batches may wait.</param>
internal sealed class PrefetchedBatches(IBatchSource source, int atOnce = 1, int depth = 2) : IBatchSource
{
    private readonly Queue<Batch> _taken = [];
    private BlockingCollection<Batch[]> _ready = [];
    private CancellationTokenSource? _stop;
    private Task _gathering = Task.CompletedTask;
    private int _next = -1;

    public int Images => source.Images;

    public int Batches => source.Batches;

    /// <summary>Whether the thread still prepares batches.</summary>
    internal bool IsGathering => !_gathering.IsCompleted;

    public void StartEpoch(int epoch)
    {
        Stop();
        source.StartEpoch(epoch);
    }

    /// <summary>A batch of the current epoch. One after another they are there in time; any other order starts the thread anew.</summary>
    public Batch Batch(int number)
    {
        if (number != _next)
        {
            Stop();
            Start(number);
        }
        _next = number + 1;
        if (_taken.Count == 0)
            Take(number);
        var batch = _taken.Dequeue();
        // Made on the other thread, where no dispose scope is: the caller gets handles of its own on the same memory.
        using (batch.Pixels)
        using (batch.Labels)
            return batch with { Pixels = batch.Pixels.alias(), Labels = batch.Labels.alias() };
    }

    public void Dispose()
    {
        Stop();
        _ready.Dispose();
        source.Dispose();
    }

    private void Take(int number)
    {
        if (!_ready.TryTake(out var batches, Timeout.Infinite))
        {
            _gathering.GetAwaiter().GetResult(); // throws what went wrong over there
            throw new ArgumentOutOfRangeException(nameof(number), number, $"There are {Batches} batches.");
        }
        foreach (var batch in batches)
            _taken.Enqueue(batch);
    }

    private void Start(int first)
    {
        _ready.Dispose();
        var ready = _ready = new BlockingCollection<Batch[]>(depth);
        var stop = _stop = new CancellationTokenSource();
        _gathering = Task.Factory.StartNew(
            () => Gather(first, ready, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private void Gather(int first, BlockingCollection<Batch[]> ready, CancellationToken stop)
    {
        var batches = new List<Batch>(atOnce);
        try
        {
            for (var number = first; number < source.Batches && !stop.IsCancellationRequested; number++)
            {
                batches.Add(source.Batch(number));
                if (batches.Count < atOnce && number + 1 < source.Batches)
                    continue;
                ready.Add([.. batches], stop);
                batches.Clear();
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody wants them any more.
        }
        finally
        {
            batches.ForEach(Release);
            ready.CompleteAdding();
        }
    }

    private void Stop()
    {
        _next = -1;
        if (_stop is null)
            return;
        _stop.Cancel();
        ((IAsyncResult)_gathering).AsyncWaitHandle.WaitOne(); // not Wait: a failure was told by Batch, or nobody asked for it
        _stop.Dispose();
        _stop = null;
        while (_ready.TryTake(out var batches))
            Array.ForEach(batches, Release);
        while (_taken.TryDequeue(out var batch))
            Release(batch);
    }

    private static void Release(Batch batch)
    {
        batch.Pixels.Dispose();
        batch.Labels.Dispose();
    }
}
