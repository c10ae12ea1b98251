using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>A run as the store has it at a moment.</summary>
public sealed record Run
{
    /// <summary>Names it in the store and its folder: <c>20260131-174500-k3f9qa</c>. The part behind the last hyphen is enough to find it.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>What somebody wrote about it, or null.</summary>
    public string? Note { get; init; }

    /// <summary>The sweep or comparison it belongs to, or null.</summary>
    public string? Group { get; init; }

    /// <summary>Words to find it by, in the order of the alphabet.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Where it is on its way.</summary>
    public required RunState State { get; init; }

    /// <summary>What was asked of it that its worker has not done yet.</summary>
    public RunWish Wish { get; init; }

    /// <summary>Of waiting runs the one with the highest number is taken first. Default: 0.</summary>
    public int Priority { get; init; }

    /// <summary>What was asked for.</summary>
    public required RunRequest Request { get; init; }

    /// <summary><see cref="RunRequest.ContentHash"/>.</summary>
    public required string RequestHash { get; init; }

    /// <summary>A hash of the request and of every pixel and label; null until the data were read.</summary>
    public string? ContentHash { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last put into the queue.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>When a worker first took it, or null.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was over, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When it was thrown away, or null.</summary>
    public DateTimeOffset? TrashedAt { get; init; }

    /// <summary>How often a worker took it.</summary>
    public int Attempts { get; init; }

    /// <summary>The epochs that are over.</summary>
    public int Epoch { get; init; }

    /// <summary>The epochs there will be at most; 0 until that is known.</summary>
    public int Epochs { get; init; }

    /// <summary>
    /// In a sweep that prunes: the epoch after which the run waits until it is decided whether it goes on; null where nothing is to be decided
    /// any more. See <see cref="Sweep.Halving"/>.
    /// </summary>
    public int? PauseAfter { get; init; }

    /// <summary>The epoch after which it was pruned as hopeless, its state then being cancelled; or null.</summary>
    public int? PrunedAfter { get; init; }

    /// <summary>How its sweep prunes, or null.</summary>
    internal SuccessiveHalving? Halving { get; init; }

    /// <summary>Whether it waits for a decision whether it goes on.</summary>
    internal bool IsAtRung => State == RunState.Paused && Epoch >= PauseAfter;

    /// <summary>Why it failed, was interrupted or pruned, in a sentence, or null.</summary>
    public string? Sentence { get; init; }

    /// <summary>Where it ran last; null until it began.</summary>
    public RunEnvironment? Environment { get; init; }

    /// <summary>What it came to, or null.</summary>
    public RunResult? Result { get; init; }

    /// <summary>How fast its model scores, as last measured, or null.</summary>
    public ScoringSpeed? Speed { get; init; }
}
