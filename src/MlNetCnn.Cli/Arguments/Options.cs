using System.CommandLine;

namespace MlNetCnn.Cli;

/// <summary>Options and arguments that several commands have.</summary>
internal static class Options
{
    public static Option<bool> Json() => new("--json")
    {
        Description = "Print one JSON document on standard output instead of tables.",
    };

    public static Argument<string> Model() => new("MODEL")
    {
        Description = "A model that train wrote: model.onnx or model.zip.",
    };

    /// <summary>An option that may be left out.</summary>
    public static Option<T?> Optional<T>(string name, string placeholder, string description) => new(name)
    {
        Description = description,
        HelpName = placeholder,
    };

    /// <summary>A count as an option gave it.</summary>
    /// <exception cref="ArgumentException">It is below 1.</exception>
    public static int Positive(string option, int count) =>
        count >= 1 ? count : throw new ArgumentException($"{option} is {count}, but must be at least 1.");
}
