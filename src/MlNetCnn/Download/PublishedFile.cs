using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>A file that somebody published, to be downloaded.</summary>
/// <param name="Name">The name it has on disk.</param>
/// <param name="Checksum">What its publishers say its checksum is.</param>
/// <param name="Sources">Where it can be downloaded, the official address first; at least one.</param>
public sealed record PublishedFile(string Name, FileChecksum Checksum, ImmutableArray<Uri> Sources)
{
    /// <summary>Its size in bytes. Default: null, where only the server knows it.</summary>
    public long? Size { get; init; }
}
