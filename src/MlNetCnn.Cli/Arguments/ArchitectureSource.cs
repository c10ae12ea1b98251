using System.CommandLine;

namespace MlNetCnn.Cli;

/// <summary>The network named by ARCHITECTURE: a catalog entry, or a custom one (without an entry) from a JSON file.</summary>
internal sealed record ArchitectureSource(Architecture Architecture, ArchitectureEntry? Entry)
{
    private const string Help = "A network of the catalog (mlnetcnn summary --list), like lenet or vgg11/4, or a .json description of your own.";

    public static Argument<T> CreateArgument<T>(ArgumentArity arity, string otherwise = "")
    {
        var argument = new Argument<T>("ARCHITECTURE") { Description = Help + otherwise, Arity = arity, HelpName = "ARCHITECTURE" };
        argument.CompletionSources.Add([.. Architectures.All.Select(a => a.Name)]);
        return argument;
    }

    /// <exception cref="UsageException">There is neither a network nor a file of that name.</exception>
    /// <inheritdoc cref="Architectures.Open" path="/exception"/>
    public static ArchitectureSource Find(string text)
    {
        var architecture = UsageError.Read(() => Architectures.Open(text));
        return new(architecture, Architectures.TryFindEntry(text, out var entry, out _) ? entry : null);
    }
}
