namespace MlNetCnn.Dashboard;

/// <summary>Lets updates through at most four times a second: the first at once, of those that follow too soon only the last, when it is time.</summary>
internal sealed class RenderPace : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Action _late;
    private readonly ITimer _timer;
    private long? _last;
    private bool _isWaiting;

    /// <param name="time">The clock.</param>
    /// <param name="late">Called, on the timer's thread, when an update that came too soon is due.</param>
    public RenderPace(TimeProvider time, Action late)
    {
        (_time, _late) = (time, late);
        _timer = time.CreateTimer(_ => Due(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether an update may be shown now; if not, it is called for later.</summary>
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
