using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>A filter for the list of runs; empty matches everything.</summary>
public sealed record RunSearch
{
    /// <summary>Words that must each occur in the name, a tag, the note or the like.</summary>
    public string Text { get; init; } = "";

    public string State { get; init; } = "";

    public string Tag { get; init; } = "";

    public string Group { get; init; } = "";

    public string Architecture { get; init; } = "";

    public string Data { get; init; } = "";

    /// <summary>Whether to show the trash.</summary>
    public bool IsTrash { get; init; }

    internal bool IsEmpty => this with { IsTrash = false } == new RunSearch();

    internal bool Fits(RunSummary run) => IsTrash == run.TrashedAt is not null
        && (State.Length == 0 || State == $"{run.State}")
        && (Tag.Length == 0 || run.Tags.Contains(Tag))
        && (Group.Length == 0 || Group == run.Group)
        && (Architecture.Length == 0 || Architecture == run.Architecture)
        && (Data.Length == 0 || Data == run.Data)
        && Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => Says(run, word));

    private static bool Says(RunSummary run, string word) =>
        new[] { run.Name, run.Id, run.Architecture, run.Data, run.Note, run.Group }.Concat(run.Tags)
            .Any(text => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);
}
