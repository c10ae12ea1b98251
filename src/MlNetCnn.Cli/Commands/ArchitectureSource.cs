using System.Text.Json;

namespace MlNetCnn.Cli.Commands;

/// <summary>The network that ARCHITECTURE names: one of the catalog, or a description of one's own in a JSON file.</summary>
/// <param name="Architecture">The network.</param>
/// <param name="Entry">Its place in the catalog, or null for one's own.</param>
internal sealed record ArchitectureSource(Architecture Architecture, ArchitectureEntry? Entry)
{
    public const string Help = "A network of the catalog (mlnetcnn summary --list), like lenet or vgg11/4, or a .json file that describes your own.";

    /// <exception cref="ArgumentException">There is no network of that name.</exception>
    /// <exception cref="InvalidDataException">The file is not a description of a network.</exception>
    public static ArchitectureSource Find(string text)
    {
        if (!text.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return new(Architectures.Find(text), Architectures.All.First(e => e.Name.Equals(text.Split('/')[0], StringComparison.OrdinalIgnoreCase)));
        try
        {
            return new(Architecture.FromJson(File.ReadAllText(text)), null);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"'{text}' does not describe a network: {Failure.OneLine(e)}", e);
        }
    }
}
