namespace MlNetCnn.Experiments;

/// <summary>Samples resource usage of this process while it trains, from a pool thread.</summary>
internal sealed class UsageMeter : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    // Over a shorter time the CPU share is noise.
    private const double ShortestSeconds = 0.2;

    private readonly Lock _lock = new();
    private readonly UsageFile _file;
    private readonly TimeProvider _time;
    private readonly GpuMeter? _gpu;
    private readonly ITimer _timer;
    private readonly double _before;
    private readonly long _start;
    private (double Seconds, TimeSpan Cpu) _last;
    private bool _isDisposed;

    public UsageMeter(string path, string device, TimeProvider time)
    {
        _file = new UsageFile(path);
        _time = time;
        _gpu = GpuMeter.TryOpen(device);
        _before = SecondsBefore();
        _start = time.GetTimestamp();
        _last = (0, Environment.CpuUsage.TotalTime);
        _timer = time.CreateTimer(_ => Sample(), null, Interval, Interval);
    }

    /// <summary>Takes a last sample, so that short runs have one too.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            if (_isDisposed)
                return;
            Sample();
            _isDisposed = true;
            _gpu?.Dispose();
        }
    }

    private double SecondsBefore()
    {
        try
        {
            return _file.Read() is [.., var last] ? last.Seconds : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return 0; // The run matters more than what it takes.
        }
    }

    private void Sample()
    {
        lock (_lock)
        {
            var now = (Seconds: _time.GetElapsedTime(_start).TotalSeconds, Cpu: Environment.CpuUsage.TotalTime);
            var elapsed = now.Seconds - _last.Seconds;
            if (_isDisposed || elapsed <= 0 || (_last.Seconds > 0 && elapsed < ShortestSeconds))
                return;
            var gpu = _gpu?.Read();
            var sample = new UsageSample(
                Math.Round(_before + now.Seconds, 2), Math.Round((now.Cpu - _last.Cpu).TotalSeconds / elapsed, 3), Environment.WorkingSet,
                gpu is { FreeBytes: { } free } ? gpu.TotalBytes - free : null, gpu is { Utilization: { } percent } ? percent / 100.0 : null);
            _last = now;
            try
            {
                _file.Add(sample);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A sample that cannot be written must not stop training.
            }
        }
    }
}
