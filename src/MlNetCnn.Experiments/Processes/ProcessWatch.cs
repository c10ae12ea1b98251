using System.ComponentModel;
using System.Diagnostics;

namespace MlNetCnn.Experiments;

/// <summary>Kills a process that exceeds its memory limit or is silent for too long.</summary>
internal sealed class ProcessWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Process _process;
    private readonly long _memoryLimit;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly ITimer? _timer;
    private long _heard;
    private bool _isOver;

    /// <param name="process">The process.</param>
    /// <param name="memoryLimit">The most memory it may hold, in bytes; 0 for no limit.</param>
    /// <param name="patience">How long it may say nothing; infinite for no limit.</param>
    /// <param name="time">The clock.</param>
    public ProcessWatch(Process process, long memoryLimit, TimeSpan patience, TimeProvider time)
    {
        (_process, _memoryLimit, _patience, _time) = (process, memoryLimit, patience, time);
        Heard();
        if (memoryLimit > 0 || patience != Timeout.InfiniteTimeSpan)
            _timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>The limit that was exceeded, or null.</summary>
    public string? Excess { get; private set; }

    /// <summary>Resets the silence timer.</summary>
    public void Heard() => Volatile.Write(ref _heard, _time.GetTimestamp());

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_lock)
            _isOver = true;
    }

    private void Look()
    {
        lock (_lock)
        {
            if (_isOver || Excess is not null)
                return;
            Excess = Find();
            if (Excess is not null)
                _process.KillTree();
        }
    }

    private string? Find()
    {
        if (_patience != Timeout.InfiniteTimeSpan && _time.GetElapsedTime(Volatile.Read(ref _heard)) > _patience)
            return $"For {_patience.TotalSeconds:0.#} s it came no further.";
        try
        {
            _process.Refresh();
            return _memoryLimit > 0 && _process.WorkingSet64 > _memoryLimit ? $"It takes more than {Quantity.Bytes(_memoryLimit)} of memory." : null;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            return null; // it is gone
        }
    }
}
