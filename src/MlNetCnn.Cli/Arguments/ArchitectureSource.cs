namespace MlNetCnn.Cli;

/// <summary>The network named by ARCHITECTURE: a catalog entry, or a custom one (without an entry) from a JSON file.</summary>
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
