using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>Which runs of the list are wanted; what is empty does not matter.</summary>
public sealed record RunSearch
{
    /// <summary>Words, each of which a name, tag, note or the like has.</summary>
    public string Text { get; init; } = "";

    /// <summary>The name of a state.</summary>
    public string State { get; init; } = "";

    /// <summary>A tag.</summary>
    public string Tag { get; init; } = "";

    /// <summary>A group.</summary>
    public string Group { get; init; } = "";

    /// <summary>A data set.</summary>
    public string Data { get; init; } = "";

    /// <summary>Whether it is the trash that is looked at.</summary>
    public bool IsTrash { get; init; }

    internal bool IsEmpty => this with { IsTrash = false } == new RunSearch();

    internal bool Fits(RunSummary run) => IsTrash == run.TrashedAt is not null
        && (State.Length == 0 || State == $"{run.State}")
        && (Tag.Length == 0 || run.Tags.Contains(Tag))
        && (Group.Length == 0 || Group == run.Group)
        && (Data.Length == 0 || Data == run.Data)
        && Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => Says(run, word));

    private static bool Says(RunSummary run, string word) =>
        new[] { run.Name, run.Id, run.Architecture, run.Data, run.Note, run.Group }.Concat(run.Tags)
            .Any(text => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);
}
