namespace MlNetCnn;

/// <summary>
/// Gathers single images into runs. It has no thread of its own: a run is done by the thread pool or by a caller who waits for an image
/// anyway, so that blocked callers never wait for a pool that they themselves keep busy.
/// </summary>
internal sealed class MicroBatcher : IThreadPoolWorkItem, IDisposable
{
    /// <summary>Runs <c>[N, C, H, W]</c> to <c>[N, classes]</c>.</summary>
    public delegate void Network(ReadOnlySpan<float> pixels, int rows, Span<float> probabilities);

    private readonly object _gate = new();
    private readonly Queue<PendingImage> _pending = new();
    private readonly MicroBatching _options;
    private readonly Network _network;
    private readonly int _classes;
    private readonly int _lanes;
    private readonly ITimer _timer;
    private int _running;
    private bool _isClosing;

    /// <param name="options">How images are gathered.</param>
    /// <param name="network">What a batch is run with.</param>
    /// <param name="classes">How many probabilities an image gives.</param>
    /// <param name="lanes">How many runs the cores have room for.</param>
    public MicroBatcher(MicroBatching options, Network network, int classes, int lanes)
    {
        (_options, _network, _classes, _lanes) = (options, network, classes, lanes);
        _timer = options.Time.CreateTimer(_ => TryRun(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private bool CanRun => _running < _lanes && _pending.TryPeek(out var first)
        && (_isClosing || _pending.Count >= _options.MaxBatch || Remaining(first) == TimeSpan.Zero);

    /// <summary>Waits until the image is scored, and does runs meanwhile.</summary>
    public float[] Score(float[] pixels)
    {
        var image = Add(pixels);
        var patience = TimeSpan.FromMilliseconds(Math.Max(1, _options.MaxWait.TotalMilliseconds));
        while (!image.Outcome.IsCompleted)
        {
            if (TryRun())
                continue;
            lock (_gate)
            {
                if (!image.Outcome.IsCompleted && !CanRun)
                    Monitor.Wait(_gate, patience); // until a run ends or begins to be due
            }
        }
        return image.Outcome.GetAwaiter().GetResult();
    }

    public async Task<float[]> ScoreAsync(float[] pixels, CancellationToken cancellationToken)
    {
        var image = Add(pixels);
        using (cancellationToken.UnsafeRegister((_, token) => image.Cancel(token), null))
            return await image.Outcome.ConfigureAwait(false);
    }

    /// <summary>From now on nobody waits for others. What is there is scored.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosing = true;
            _timer.Dispose();
            Schedule();
            Monitor.PulseAll(_gate);
        }
    }

    void IThreadPoolWorkItem.Execute() => TryRun();

    private PendingImage Add(float[] pixels)
    {
        var image = new PendingImage(pixels, _options.Time.GetTimestamp());
        lock (_gate)
        {
            _pending.Enqueue(image);
            Schedule();
        }
        return image;
    }

    /// <summary>Sees to it that somebody does the next run, now or when it is due. Where there is no room, the end of a run does.</summary>
    private void Schedule()
    {
        if (CanRun)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        else if (!_isClosing && _pending.TryPeek(out var first) && Remaining(first) is var remaining && remaining > TimeSpan.Zero)
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(remaining.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Does one run if one is due and the cores have room for it.</summary>
    private bool TryRun()
    {
        var batch = Take();
        if (batch.Count == 0)
            return false;
        Run(batch);
        lock (_gate)
        {
            _running--;
            Schedule();
            Monitor.PulseAll(_gate);
        }
        return true;
    }

    private List<PendingImage> Take()
    {
        var batch = new List<PendingImage>();
        lock (_gate)
        {
            if (CanRun)
            {
                while (batch.Count < _options.MaxBatch && _pending.TryDequeue(out var image))
                {
                    if (image.TryTake())
                        batch.Add(image);
                }
                _running += batch.Count > 0 ? 1 : 0;
            }
            Schedule(); // what is left, or what the timer was a little early for
        }
        return batch;
    }

    private void Run(List<PendingImage> batch)
    {
        var probabilities = new float[batch.Count * _classes];
        try
        {
            _network(Pixels(batch), batch.Count, probabilities);
        }
        catch (Exception) when (batch.Count > 1)
        {
            // One image may have spoiled it for the others: each on its own, only that one's caller gets the error.
            foreach (var image in batch)
                Run([image]);
            return;
        }
        catch (Exception e)
        {
            batch[0].Fail(e);
            return;
        }
        for (var i = 0; i < batch.Count; i++)
            batch[i].Complete(probabilities.AsSpan(i * _classes, _classes).ToArray());
    }

    private static ReadOnlySpan<float> Pixels(List<PendingImage> batch)
    {
        if (batch.Count == 1)
            return batch[0].Pixels;
        var size = batch[0].Pixels.Length;
        var pixels = GC.AllocateUninitializedArray<float>(batch.Count * size); // [N, C, H, W]
        for (var i = 0; i < batch.Count; i++)
            batch[i].Pixels.CopyTo(pixels.AsSpan(i * size));
        return pixels;
    }

    private TimeSpan Remaining(PendingImage image)
    {
        var remaining = _options.MaxWait - _options.Time.GetElapsedTime(image.Arrived);
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }
}
