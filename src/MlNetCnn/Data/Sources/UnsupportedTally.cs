using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>Counts files that are not supported by the ends of their names.</summary>
internal sealed class UnsupportedTally
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public ImmutableArray<UnsupportedFiles> Files => [.. _counts.Select(kind => new UnsupportedFiles(kind.Key, kind.Value))];

    public void Add(string name)
    {
        var extension = Path.GetExtension(name).ToLowerInvariant();
        _counts[extension] = _counts.GetValueOrDefault(extension) + 1;
    }

    public void Clear() => _counts.Clear();
}
