namespace MlNetCnn.Experiments;

/// <summary>The authoritative state of a run.</summary>
internal sealed class RunRow
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public string? Note { get; set; }

    public string? Group { get; set; }

    public RunState State { get; set; }

    public RunWish Wish { get; set; }

    public int Priority { get; set; }

    public required string Architecture { get; set; }

    public required string Data { get; set; }

    /// <summary>The device setting of the request.</summary>
    public required string RequestedDevice { get; set; }

    public required string Request { get; set; }

    public required string RequestHash { get; set; }

    public string? ContentHash { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset QueuedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public DateTimeOffset? TrashedAt { get; set; }

    /// <summary>The <see cref="WorkerName"/> of the lease holder, or null.</summary>
    public string? Worker { get; set; }

    /// <summary>The lease number, increased by each claim: writes with an older number are ignored.</summary>
    public int Token { get; set; }

    /// <summary>The worker counts as lost after this time, unless it renews the lease.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Workers lost since an epoch last finished.</summary>
    public int LostInARow { get; set; }

    public int Epoch { get; set; }

    public int Epochs { get; set; }

    /// <summary>This and the next two: <see cref="EpochSummary"/>.</summary>
    public int BestEpoch { get; set; }

    public double? BestAccuracy { get; set; }

    public double? ImagesPerSecond { get; set; }

    /// <summary>A <see cref="SuccessiveHalving"/> as JSON, identical for all runs that are compared at its rungs.</summary>
    public string? Halving { get; set; }

    /// <summary>The rung that the run is heading for or waiting at; null when it has passed all.</summary>
    public int? PauseAfter { get; set; }

    public int? PrunedAfter { get; set; }

    public string? Sentence { get; set; }

    /// <summary>A <see cref="RunEnvironment"/> as JSON.</summary>
    public string? Environment { get; set; }

    /// <summary>Test accuracy, for sorting.</summary>
    public double? Accuracy { get; set; }

    /// <summary>A <see cref="RunResult"/> as JSON.</summary>
    public string? Result { get; set; }

    /// <summary>A <see cref="ScoringSpeed"/> as JSON.</summary>
    public string? Speed { get; set; }

    public List<TagRow> Tags { get; set; } = [];
}
