using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>What people may change of a run; what is null stays.</summary>
internal sealed record RunEdit
{
    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The note; an empty one removes it.</summary>
    public string? Note { get; init; }

    /// <summary>The group; an empty one removes it.</summary>
    public string? Group { get; init; }

    /// <summary>All tags.</summary>
    public ImmutableArray<string>? Tags { get; init; }

    /// <summary>Of waiting runs the one with the highest number is taken first.</summary>
    public int? Priority { get; init; }
}
