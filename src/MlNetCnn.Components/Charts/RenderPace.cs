namespace MlNetCnn.Components;

/// <summary>
/// Limits rendering to four updates a second: the first is immediate, later ones are merged into one at the end of the interval.
/// </summary>
internal sealed class RenderPace : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Action _late;
    private readonly ITimer _timer;
    private long? _last;
    private bool _isWaiting;

    /// <summary><paramref name="late"/> is called on a timer thread when a delayed update is due.</summary>
    public RenderPace(TimeProvider time, Action late)
    {
        (_time, _late) = (time, late);
        _timer = time.CreateTimer(_ => Due(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether to render now; otherwise it is called back later.</summary>
    public bool Request()
    {
        lock (_lock)
        {
            if (_last is not { } last || _time.GetElapsedTime(last) is var since && since >= Interval)
            {
                _last = _time.GetTimestamp();
                return true;
            }
            if (!_isWaiting)
                _timer.Change(Interval - since, Timeout.InfiniteTimeSpan);
            _isWaiting = true;
            return false;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Due()
    {
        lock (_lock)
        {
            _isWaiting = false;
            _last = _time.GetTimestamp();
        }
        _late();
    }
}
