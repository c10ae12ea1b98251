using System.Collections.Immutable;
using System.Linq.Expressions;

namespace MlNetCnn.Experiments;

/// <summary>A run as a line of a list: what is known of it without its request and its result.</summary>
public sealed record RunSummary
{
    /// <summary>All but the tags, from the row.</summary>
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

    /// <summary><see cref="Run.Id"/>.</summary>
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

    /// <summary>The architecture's name.</summary>
    public required string Architecture { get; init; }

    /// <summary>The data set: a name, or the full path of a file or folder.</summary>
    public required string Data { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

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

    /// <summary>Why it failed or was interrupted, in a sentence, or null.</summary>
    public string? Sentence { get; init; }

    /// <summary>The epoch after which successive halving ended it, or null.</summary>
    public int? PrunedAfter { get; init; }

    /// <summary>The epoch whose weights count so far, from 1; 0 before the first was over.</summary>
    public int BestEpoch { get; init; }

    /// <summary>The accuracy of that epoch, from 0 to 1: on the validation images, or where there are none on the training images. Null before the first was over.</summary>
    public double? BestAccuracy { get; init; }

    /// <summary>The share of test images taken for their class, from 0 to 1, or null.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>Training images a second over the epochs so far, or null before the first was over.</summary>
    public double? ImagesPerSecond { get; init; }
}
