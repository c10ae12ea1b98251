namespace MlNetCnn;

/// <summary>One image that waits to be scored together with others.</summary>
/// <param name="pixels"><c>[1, C, H, W]</c>, nobody else's.</param>
/// <param name="arrived">When it came, as a timestamp.</param>
internal sealed class PendingImage(float[] pixels, long arrived)
{
    // Asynchronously: whoever runs a batch does not do its callers' work.
    private readonly TaskCompletionSource<float[]> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isTaken;

    public ReadOnlySpan<float> Pixels => pixels;

    public long Arrived => arrived;

    /// <summary>The probabilities, one a class.</summary>
    public Task<float[]> Outcome => _outcome.Task;

    /// <summary>Takes it for a run, unless it was cancelled before.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) == 0;

    /// <summary>Ends the wait; a run that has begun goes on to its end.</summary>
    public void Cancel(CancellationToken token)
    {
        if (TryTake())
            _outcome.SetCanceled(token);
    }

    public void Complete(float[] probabilities) => _outcome.SetResult(probabilities);

    public void Fail(Exception error) => _outcome.SetException(error);
}
