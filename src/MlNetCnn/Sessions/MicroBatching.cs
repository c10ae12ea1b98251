namespace MlNetCnn;

/// <summary>How a <see cref="CnnScorer"/> gathers single images of concurrent callers into one run of the network.</summary>
/// <remarks>
/// A run begins when <see cref="MaxBatch"/> images are there or the first of them has waited for <see cref="MaxWait"/>, and takes all that
/// are there, oldest first. While earlier runs take all cores, images go on gathering. A caller who is alone waits <see cref="MaxWait"/> in
/// vain, so this is for servers under load.
/// </remarks>
public sealed record MicroBatching
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>How many images go through the network in one run at most, from 1 to 65536. Default: 16.</summary>
    public int MaxBatch { get; init; } = 16;

    /// <summary>
    /// How long an image waits for others at most, from 0 to one minute; timers are true to about a millisecond. With 0 a run takes what
    /// came while the one before was under way, and nobody waits for others. Default: 2 ms.
    /// </summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMilliseconds(2);

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Check()
    {
        if (MaxBatch is < 1 or > 65536)
            throw new ArgumentOutOfRangeException(nameof(MaxBatch), MaxBatch, "The largest batch must be from 1 to 65536.");
        if (MaxWait < TimeSpan.Zero || MaxWait > LongestWait)
            throw new ArgumentOutOfRangeException(nameof(MaxWait), MaxWait, "The longest wait must be from 0 to one minute.");
    }
}
