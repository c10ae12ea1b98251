using System.Linq.Expressions;

namespace MlNetCnn.Experiments;

/// <summary>What a line of a list takes of a run's row.</summary>
internal sealed record SummaryRow
{
    public static readonly Expression<Func<RunRow, SummaryRow>> Of = r => new SummaryRow
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
        Token = r.Token,
        Epoch = r.Epoch,
        Epochs = r.Epochs,
        Sentence = r.Sentence,
        PrunedAfter = r.PrunedAfter,
        Accuracy = r.Accuracy,
    };

    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Note { get; init; }

    public string? Group { get; init; }

    public RunState State { get; init; }

    public RunWish Wish { get; init; }

    public required string Architecture { get; init; }

    public required string Data { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? TrashedAt { get; init; }

    public int Token { get; init; }

    public int Epoch { get; init; }

    public int Epochs { get; init; }

    public string? Sentence { get; init; }

    public int? PrunedAfter { get; init; }

    public double? Accuracy { get; init; }
}
