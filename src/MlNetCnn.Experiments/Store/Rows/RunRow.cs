namespace MlNetCnn.Experiments;

/// <summary>A run's row: the truth about it.</summary>
internal sealed class RunRow
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public string? Note { get; set; }

    public string? Group { get; set; }

    public RunState State { get; set; }

    public RunWish Wish { get; set; }

    public int Priority { get; set; }

    /// <summary>The architecture's name.</summary>
    public required string Architecture { get; set; }

    public required string Data { get; set; }

    /// <summary>The device that was asked for.</summary>
    public required string RequestedDevice { get; set; }

    /// <summary>The request as JSON.</summary>
    public required string Request { get; set; }

    public required string RequestHash { get; set; }

    public string? ContentHash { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset QueuedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public DateTimeOffset? TrashedAt { get; set; }

    /// <summary>Who has it: a <see cref="WorkerName"/>, or null.</summary>
    public string? Worker { get; set; }

    /// <summary>Raised whenever a worker takes the run: what one writes with an older number does not count.</summary>
    public int Token { get; set; }

    /// <summary>When the worker is taken for lost unless it says otherwise before.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>How often a worker was lost since the last epoch was over.</summary>
    public int LostInARow { get; set; }

    public int Epoch { get; set; }

    public int Epochs { get; set; }

    /// <summary>This and the next two: <see cref="EpochSummary"/>.</summary>
    public int BestEpoch { get; set; }

    public double? BestAccuracy { get; set; }

    public double? ImagesPerSecond { get; set; }

    /// <summary>A <see cref="SuccessiveHalving"/> as JSON: the same text in all runs that are judged together.</summary>
    public string? Halving { get; set; }

    /// <summary>The rung that the run is on its way to or waits at; null when it has passed all.</summary>
    public int? PauseAfter { get; set; }

    public int? PrunedAfter { get; set; }

    public string? Sentence { get; set; }

    /// <summary>A <see cref="RunEnvironment"/> as JSON.</summary>
    public string? Environment { get; set; }

    /// <summary>The share of test images taken for their class, to sort by.</summary>
    public double? Accuracy { get; set; }

    /// <summary>A <see cref="RunResult"/> as JSON.</summary>
    public string? Result { get; set; }

    /// <summary>A <see cref="ScoringSpeed"/> as JSON.</summary>
    public string? Speed { get; set; }

    public List<TagRow> Tags { get; set; } = [];
}
