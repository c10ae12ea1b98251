using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>
/// A network of the catalog, of the user, of pretrained weights or of a run, with its name in URLs: <c>vgg11/4</c>, <c>own:mine</c>,
/// <c>pretrained:resnet18-imagenet</c>, or <c>run:</c> and the run ID. Only catalog networks have an entry.
/// </summary>
public sealed record NetworkSource(string Reference, Architecture Architecture, ArchitectureEntry? Entry)
{
    private const string Own = "own:", OfARun = "run:", OfWeights = "pretrained:";

    public TensorShape DefaultInput => Entry?.DefaultInput ?? new TensorShape(1, 28, 28);

    public int DefaultClasses => Entry?.DefaultClasses ?? 10;

    public bool IsOwn => Reference.StartsWith(Own, StringComparison.Ordinal);

    /// <summary>Whether it exists only in a run.</summary>
    public bool IsOfRun => Reference.StartsWith(OfARun, StringComparison.Ordinal);

    /// <summary>Whether it follows from the name of pretrained weights.</summary>
    public bool IsPretrained => Reference.StartsWith(OfWeights, StringComparison.Ordinal);

    public string Page => IsOwn ? $"networks/{Reference[Own.Length..]}" : IsOfRun ? $"runs/{Reference[OfARun.Length..]}" : $"architectures/{Reference}";

    public static NetworkSource Of(ArchitectureEntry entry) => new(entry.Name, entry.Create(), entry);

    internal static NetworkSource Of(OwnNetwork own) => new(Own + own.Key, own.Architecture!, null);

    public static NetworkSource Of(PretrainedEntry weights) => new(OfWeights + weights.Name, weights.Architecture, null);

    public static NetworkSource Of(Run run) => new(OfARun + run.Id, run.Request.Architecture, null);

    /// <summary>Null where there is no such network, or its file cannot be read.</summary>
    internal static NetworkSource? Find(string? reference, OwnNetworks networks)
    {
        if (string.IsNullOrEmpty(reference))
            return null;
        if (reference.StartsWith(Own, StringComparison.Ordinal))
            return networks.Find(reference[Own.Length..]) is { Architecture: not null } own ? Of(own) : null;
        if (reference.StartsWith(OfWeights, StringComparison.Ordinal))
            return PretrainedNetworks.TryFind(reference[OfWeights.Length..], out var weights) ? Of(weights) : null;
        return Architectures.TryFindEntry(reference, out var entry, out var divisor) ? new NetworkSource(reference, entry.Create(divisor), entry) : null;
    }

    /// <summary>The catalog, then the user's readable networks.</summary>
    internal static IEnumerable<NetworkSource> All(OwnNetworks networks) =>
        Architectures.All.Select(Of).Concat(networks.All().Where(own => own.Architecture is not null).Select(Of));
}
