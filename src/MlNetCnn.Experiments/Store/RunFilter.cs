namespace MlNetCnn.Experiments;

/// <summary>A filter for runs; null matches everything.</summary>
internal sealed record RunFilter
{
    public RunState? State { get; init; }

    public string? Tag { get; init; }

    public string? Group { get; init; }

    public string? Architecture { get; init; }

    public string? Data { get; init; }

    /// <summary>A part of the name, ignoring case.</summary>
    public string? Text { get; init; }

    /// <summary>Whether to list the trash instead. Default: no.</summary>
    public bool Trash { get; init; }

    /// <summary>Only runs created before this one, the last of the previous page.</summary>
    public Run? After { get; init; }

    /// <summary>Maximum number of runs, at least 1. Default: 50.</summary>
    public int Take { get; init; } = 50;
}
