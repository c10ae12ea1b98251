using System.Collections.Immutable;
using System.Linq.Expressions;

namespace MlNetCnn.Experiments;

/// <summary>A run as a row of a list, without its request and result.</summary>
public sealed record RunSummary
{
    /// <summary>Everything but the tags.</summary>
    internal static readonly Expression<Func<RunRow, RunSummary>> OfRow = r => new RunSummary
    {
        Id = r.Id,
        Name = r.Name,
        Note = r.Note,
        Group = r.Group,
        State = r.State,
        Wish = r.Wish,
        Architecture = r.Architecture,
        Data = r.Data,
        CreatedAt = r.CreatedAt,
        StartedAt = r.StartedAt,
        EndedAt = r.EndedAt,
        TrashedAt = r.TrashedAt,
        Attempts = r.Token,
        Epoch = r.Epoch,
        Epochs = r.Epochs,
        Sentence = r.Sentence,
        PrunedAfter = r.PrunedAfter,
        BestEpoch = r.BestEpoch,
        BestAccuracy = r.BestAccuracy,
        TestAccuracy = r.Accuracy,
        ImagesPerSecond = r.ImagesPerSecond,
    };

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

    public required string Architecture { get; init; }

    /// <summary>A name, or the full path of a file or folder.</summary>
    public required string Data { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

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

    /// <summary>Why it failed or was interrupted, or null.</summary>
    public string? Sentence { get; init; }

    /// <summary>The epoch after which successive halving stopped it, or null.</summary>
    public int? PrunedAfter { get; init; }

    /// <summary>The epoch with the best weights so far, from 1; 0 before the first finished.</summary>
    public int BestEpoch { get; init; }

    /// <summary>
    /// From 0 to 1, on the validation images, or without any on the training images. Null before the first epoch finished.
    /// </summary>
    public double? BestAccuracy { get; init; }

    /// <summary>From 0 to 1, or null.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>Mean training throughput so far, or null before the first epoch finished.</summary>
    public double? ImagesPerSecond { get; init; }
}
