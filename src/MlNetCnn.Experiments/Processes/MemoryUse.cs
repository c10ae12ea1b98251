using System.Diagnostics;

namespace MlNetCnn.Experiments;

/// <summary>What training takes of this process's memory, from here to <see cref="End"/>.</summary>
internal sealed class MemoryUse
{
    private readonly long _before;

    public MemoryUse()
    {
        using var process = Process.GetCurrentProcess();
        _before = process.WorkingSet64;
    }

    /// <summary>The most memory the process held by the end of training, in bytes.</summary>
    public long Peak { get; private set; }

    /// <summary>By how much training raised it, in bytes.</summary>
    public long Growth => Math.Max(0, Peak - _before);

    /// <summary>Training is over.</summary>
    public void End()
    {
        using var process = Process.GetCurrentProcess();
        Peak = process.PeakWorkingSet64;
    }
}
