using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>Changes to a run; null leaves a value unchanged.</summary>
internal sealed record RunEdit
{
    public string? Name { get; init; }

    /// <summary>An empty note removes it.</summary>
    public string? Note { get; init; }

    /// <summary>An empty group removes it.</summary>
    public string? Group { get; init; }

    /// <summary>Replaces all tags.</summary>
    public ImmutableArray<string>? Tags { get; init; }

    public int? Priority { get; init; }
}
