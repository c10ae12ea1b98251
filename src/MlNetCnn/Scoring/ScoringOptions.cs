namespace MlNetCnn;

/// <summary>How a network is run when it scores.</summary>
public sealed record ScoringOptions
{
    /// <summary>How many rows go through the network in one run, at least 1. Default: 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>How many threads share one run, 0 for one a core. Default: 0.</summary>
    public int Threads { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal ScoringOptions Check()
    {
        if (BatchSize is < 1 or > 65536)
            throw new ArgumentOutOfRangeException(nameof(BatchSize), BatchSize, "The batch size must be from 1 to 65536.");
        if (Threads is < 0 or > 4096)
            throw new ArgumentOutOfRangeException(nameof(Threads), Threads, "The threads must be from 1 to 4096, or 0 for one a core.");
        return this;
    }
}
