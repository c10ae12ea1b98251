using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class Options
{
    private const int WidestPlaceholder = 24;

    public static Option<bool> Json() => new("--json")
    {
        Description = "Print one JSON document on standard output instead of tables.",
    };

    public static Argument<string> Model() => new("MODEL")
    {
        Description = "A model written by train: model.onnx or model.zip.",
    };

    public static Option<T?> Optional<T>(string name, string placeholder, string description) => new(name)
    {
        Description = description,
        HelpName = placeholder,
    };

    /// <summary>What stands for a setting's value in the help: long lists of words would widen its first column.</summary>
    public static string PlaceholderOf(Setting setting) =>
        setting.Kind == SettingKind.Choice && setting.Placeholder.Length > WidestPlaceholder ? "NAME" : setting.Placeholder;

    /// <exception cref="ArgumentException">It is below 1.</exception>
    public static int Positive(string option, int count) =>
        count >= 1 ? count : throw new ArgumentException($"{option} is {count}, but must be at least 1.");
}
