namespace MlNetCnn.Dashboard.Networks;

/// <summary>A network that a page shows: one of the catalog or the user's own.</summary>
/// <param name="Reference">How addresses name it: <c>vgg11/4</c>, or <c>own:mine</c>.</param>
/// <param name="Architecture">The description.</param>
/// <param name="Entry">Its place in the catalog, or null for the user's own.</param>
internal sealed record NetworkSource(string Reference, Architecture Architecture, ArchitectureEntry? Entry)
{
    private const string Own = "own:";

    public TensorShape DefaultInput => Entry?.DefaultInput ?? new TensorShape(1, 28, 28);

    public int DefaultClasses => Entry?.DefaultClasses ?? 10;

    public bool IsOwn => Entry is null;

    /// <summary>The address of its page.</summary>
    public string Page => IsOwn ? $"networks/{Reference[Own.Length..]}" : $"architectures/{Reference}";

    public static NetworkSource Of(ArchitectureEntry entry) => new(entry.Name, entry.Create(), entry);

    public static NetworkSource Of(OwnNetwork own) => new(Own + own.Key, own.Architecture!, null);

    /// <summary>Finds what an address names; null where there is no such network, or its file cannot be read.</summary>
    public static NetworkSource? Find(string? reference, OwnNetworks networks)
    {
        if (string.IsNullOrEmpty(reference))
            return null;
        if (reference.StartsWith(Own, StringComparison.Ordinal))
            return networks.Find(reference[Own.Length..]) is { Architecture: not null } own ? Of(own) : null;
        return Architectures.TryFind(reference, out var architecture)
            ? new NetworkSource(reference, architecture, Architectures.All.First(e => e.Name.Equals(reference.Split('/')[0], StringComparison.OrdinalIgnoreCase)))
            : null;
    }

    /// <summary>Every network: the catalog's, then the user's own that can be read.</summary>
    public static IEnumerable<NetworkSource> All(OwnNetworks networks) =>
        Architectures.All.Select(Of).Concat(networks.All().Where(own => own.Architecture is not null).Select(Of));
}
