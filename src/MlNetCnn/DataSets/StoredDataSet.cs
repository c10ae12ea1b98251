using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>A data set as a <see cref="DataSetStore"/> has it.</summary>
/// <param name="Entry">What is known of it.</param>
/// <param name="Path">The file or folder to open it by; null for one that has not been downloaded.</param>
/// <param name="IsOwn">Whether the user imported it.</param>
/// <param name="Bytes">What it takes on this disk in the store's folders; 0 for a linked one and the bundled one.</param>
public sealed record StoredDataSet(DataSetEntry Entry, string? Path, bool IsOwn, long Bytes)
{
    /// <summary>What <see cref="DataSetStore.Import"/> found that cannot be read; empty for a set that was there before.</summary>
    public ImmutableArray<SkippedImage> Unreadable { get; init; } = [];

    /// <summary>What it found that is not supported, likewise.</summary>
    public ImmutableArray<UnsupportedFiles> Unsupported { get; init; } = [];

    /// <summary>What else it found, in sentences, likewise.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
