using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace MlNetCnn;

/// <summary>The catalog of pretrained weights.</summary>
public static class PretrainedNetworks
{
    /// <summary>All pretrained weights that come with a name: those that come along, then those to download.</summary>
    public static ImmutableArray<PretrainedEntry> All { get; } = [ImageNetResNet18Weights.Entry, .. TorchvisionWeights.Entries];

    /// <summary>Whether a setting says that there are none: it is left out, or the word none.</summary>
    internal static bool IsNone([NotNullWhen(false)] string? nameOrFile) => nameOrFile is null || nameOrFile.Equals("none", StringComparison.OrdinalIgnoreCase);

    /// <summary>Finds pretrained weights by their name, in capitals or not.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out PretrainedEntry? entry)
    {
        ArgumentNullException.ThrowIfNull(name);
        entry = All.FirstOrDefault(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return entry is not null;
    }
}
