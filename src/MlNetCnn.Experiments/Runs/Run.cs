using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>A snapshot of a run in the store.</summary>
public sealed record Run
{
    /// <summary>
    /// The run ID, also the name of its folder: <c>20260131-174500-k3f9qa</c>. The part behind the last hyphen is enough to find it.
    /// </summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Note { get; init; }

    /// <summary>The sweep or comparison it belongs to, or null.</summary>
    public string? Group { get; init; }

    /// <summary>In alphabetical order.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    public required RunState State { get; init; }

    /// <summary>A pending request that the worker has not handled yet.</summary>
    public RunWish Wish { get; init; }

    /// <summary>Waiting runs with higher priority start first. Default: 0.</summary>
    public int Priority { get; init; }

    public required RunRequest Request { get; init; }

    /// <summary><see cref="RunRequest.ContentHash"/>.</summary>
    public required string RequestHash { get; init; }

    /// <summary>A hash of the request and of every pixel and label; null until the data are loaded.</summary>
    public string? ContentHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last queued.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>When a worker first started it, or null.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it finished, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When it was moved to the trash, or null.</summary>
    public DateTimeOffset? TrashedAt { get; init; }

    public int Attempts { get; init; }

    /// <summary>Finished epochs.</summary>
    public int Epoch { get; init; }

    /// <summary>Maximum number of epochs; 0 until known.</summary>
    public int Epochs { get; init; }

    /// <summary>
    /// The next rung of a sweep that prunes, after whose epoch the run waits for a decision; null where none is left. See <see
    /// cref="Sweep.Halving"/>.
    /// </summary>
    public int? PauseAfter { get; init; }

    /// <summary>The epoch after which it was pruned, with the state cancelled; or null.</summary>
    public int? PrunedAfter { get; init; }

    /// <summary>The pruning rule of its sweep, or null.</summary>
    internal SuccessiveHalving? Halving { get; init; }

    /// <summary>Whether it waits for a decision about pruning.</summary>
    internal bool IsAtRung => State == RunState.Paused && Epoch >= PauseAfter;

    /// <summary>Why it failed, was interrupted or pruned, or null.</summary>
    public string? Sentence { get; init; }

    /// <summary>Where it last ran; null until it started.</summary>
    public RunEnvironment? Environment { get; init; }

    /// <summary>Null until it succeeded, or was measured after being stopped.</summary>
    public RunResult? Result { get; init; }

    /// <summary>The last measured scoring speed, or null.</summary>
    public ScoringSpeed? Speed { get; init; }
}
