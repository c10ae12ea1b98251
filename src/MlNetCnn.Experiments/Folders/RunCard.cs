using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>What <c>run.json</c> says: all of a run that is neither its request nor its result.</summary>
internal sealed record RunCard
{
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Note { get; init; }

    public string? Group { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public required RunState State { get; init; }

    public string? Sentence { get; init; }

    public required string RequestHash { get; init; }

    public string? ContentHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int Attempts { get; init; }

    public int Epoch { get; init; }

    public int Epochs { get; init; }

    public int? PrunedAfter { get; init; }

    public RunEnvironment? Environment { get; init; }

    public ScoringSpeed? Speed { get; init; }

    public static RunCard Of(Run run) => new()
    {
        Version = CurrentVersion,
        Id = run.Id,
        Name = run.Name,
        Note = run.Note,
        Group = run.Group,
        Tags = run.Tags,
        State = run.State,
        Sentence = run.Sentence,
        RequestHash = run.RequestHash,
        ContentHash = run.ContentHash,
        CreatedAt = run.CreatedAt,
        QueuedAt = run.QueuedAt,
        StartedAt = run.StartedAt,
        EndedAt = run.EndedAt,
        Attempts = run.Attempts,
        Epoch = run.Epoch,
        Epochs = run.Epochs,
        PrunedAfter = run.PrunedAfter,
        Environment = run.Environment,
        Speed = run.Speed,
    };

    /// <exception cref="InvalidDataException">It is not such a file, or one of a newer version.</exception>
    public static RunCard Load(string path)
    {
        var card = RunJson.Load<RunCard>(path);
        return card.Version == CurrentVersion
            ? card
            : throw new InvalidDataException($"'{path}' is of version {card.Version}, but this version of MlNetCnn reads {CurrentVersion}: update it.");
    }
}
