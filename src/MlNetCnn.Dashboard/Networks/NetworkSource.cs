using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>A network that a page shows: one of the catalog, the user's own, or that of a run.</summary>
/// <param name="Reference">How addresses name it: <c>vgg11/4</c>, <c>own:mine</c>, or <c>run:</c> and the run's name.</param>
/// <param name="Architecture">The description.</param>
/// <param name="Entry">Its place in the catalog, or null for the user's own.</param>
public sealed record NetworkSource(string Reference, Architecture Architecture, ArchitectureEntry? Entry)
{
    private const string Own = "own:", OfARun = "run:";

    public TensorShape DefaultInput => Entry?.DefaultInput ?? new TensorShape(1, 28, 28);

    public int DefaultClasses => Entry?.DefaultClasses ?? 10;

    public bool IsOwn => Reference.StartsWith(Own, StringComparison.Ordinal);

    /// <summary>Whether a run has it, and nobody else.</summary>
    public bool IsOfRun => Reference.StartsWith(OfARun, StringComparison.Ordinal);

    /// <summary>The address of its page.</summary>
    public string Page => IsOwn ? $"networks/{Reference[Own.Length..]}" : IsOfRun ? $"runs/{Reference[OfARun.Length..]}" : $"architectures/{Reference}";

    public static NetworkSource Of(ArchitectureEntry entry) => new(entry.Name, entry.Create(), entry);

    internal static NetworkSource Of(OwnNetwork own) => new(Own + own.Key, own.Architecture!, null);

    public static NetworkSource Of(Run run) => new(OfARun + run.Id, run.Request.Architecture, null);

    /// <summary>Finds what an address names; null where there is no such network, or its file cannot be read.</summary>
    internal static NetworkSource? Find(string? reference, OwnNetworks networks)
    {
        if (string.IsNullOrEmpty(reference))
            return null;
        if (reference.StartsWith(Own, StringComparison.Ordinal))
            return networks.Find(reference[Own.Length..]) is { Architecture: not null } own ? Of(own) : null;
        return Architectures.TryFindEntry(reference, out var entry, out var divisor) ? new NetworkSource(reference, entry.Create(divisor), entry) : null;
    }

    /// <summary>Every network: the catalog's, then the user's own that can be read.</summary>
    internal static IEnumerable<NetworkSource> All(OwnNetworks networks) =>
        Architectures.All.Select(Of).Concat(networks.All().Where(own => own.Architecture is not null).Select(Of));
}
