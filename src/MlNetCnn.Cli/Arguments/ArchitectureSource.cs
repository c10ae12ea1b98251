namespace MlNetCnn.Cli;

/// <summary>The network that ARCHITECTURE names: one of the catalog, or a description of one's own in a JSON file.</summary>
/// <param name="Architecture">The network.</param>
/// <param name="Entry">Its place in the catalog, or null for one's own.</param>
internal sealed record ArchitectureSource(Architecture Architecture, ArchitectureEntry? Entry)
{
    public const string Help = "A network of the catalog (mlnetcnn summary --list), like lenet or vgg11/4, or a .json file that describes your own.";

    /// <exception cref="ArgumentException">There is neither a network nor a file of that name.</exception>
    /// <inheritdoc cref="Architectures.Open" path="/exception"/>
    public static ArchitectureSource Find(string text)
    {
        var architecture = Architectures.Open(text);
        return new(architecture, Architectures.TryFindEntry(text, out var entry, out _) ? entry : null);
    }
}
