namespace MlNetCnn.Experiments;

/// <summary>Which runs to list; what is null does not matter.</summary>
internal sealed record RunFilter
{
    /// <summary>The state.</summary>
    public RunState? State { get; init; }

    /// <summary>A tag.</summary>
    public string? Tag { get; init; }

    /// <summary>The group.</summary>
    public string? Group { get; init; }

    /// <summary>The architecture's name.</summary>
    public string? Architecture { get; init; }

    /// <summary>The data set.</summary>
    public string? Data { get; init; }

    /// <summary>A part of the name, in small or capital letters.</summary>
    public string? Text { get; init; }

    /// <summary>Whether it is the trash that is listed. Default: no.</summary>
    public bool Trash { get; init; }

    /// <summary>Only runs that were asked for before this one: the last of the page before.</summary>
    public Run? After { get; init; }

    /// <summary>How many at most, at least 1. Default: 50.</summary>
    public int Take { get; init; } = 50;
}
