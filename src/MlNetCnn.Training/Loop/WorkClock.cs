namespace MlNetCnn.Training;

/// <summary>Measures the time of an epoch's work, without pauses.</summary>
internal sealed class WorkClock(TimeProvider time, double secondsBefore)
{
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _paused;

    public double Seconds => secondsBefore + (time.GetElapsedTime(_start) - _paused).TotalSeconds;

    /// <summary>Does something that does not count.</summary>
    public void Pause(Action pause)
    {
        var start = time.GetTimestamp();
        pause();
        _paused += time.GetElapsedTime(start);
    }
}
