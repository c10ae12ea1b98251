using System.Diagnostics;

namespace MlNetCnn.Experiments;

/// <summary>Measures training memory of this process, from construction to <see cref="End"/>.</summary>
internal sealed class MemoryUse
{
    private readonly long _before;

    public MemoryUse()
    {
        using var process = Process.GetCurrentProcess();
        _before = process.WorkingSet64;
    }

    /// <summary>Peak memory in bytes up to the end of training.</summary>
    public long Peak { get; private set; }

    /// <summary>Increase of the peak by training, in bytes.</summary>
    public long Growth => Math.Max(0, Peak - _before);

    public void End()
    {
        using var process = Process.GetCurrentProcess();
        Peak = process.PeakWorkingSet64;
    }
}
