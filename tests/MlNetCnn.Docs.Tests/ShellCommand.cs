using System.Text.RegularExpressions;

namespace MlNetCnn.Docs.Tests;

/// <summary>A command of ours as the documentation writes it.</summary>
/// <param name="Words">What follows the program's name.</param>
/// <param name="Output">The file that its output goes to, or null.</param>
internal sealed partial record ShellCommand(string[] Words, string? Output)
{
    /// <summary>Null for another program's command.</summary>
    public static ShellCommand? Of(string line) => Command().Match(line) is { Success: true } m
        ? new([.. Word().Matches(m.Groups["words"].Value).Select(w => w.Value.Trim('"'))], m.Groups["output"] is { Success: true } output ? output.Value : null)
        : null;

    /// <summary>A block's lines without comments and with what was continued.</summary>
    public static IEnumerable<string> Lines(DocumentationFile.CodeBlock block) =>
        block.Text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#'));

    public override string ToString() => string.Join(' ', Words);

    [GeneratedRegex(@"^(?:(?:mlnetcnn/)?mlnetcnn|dotnet run -c Release --project src/MlNetCnn\.Cli --|dotnet tool exec MlNetCnn\.Cli --) (?<words>(?:[^#>]|(?<! )#)*)(?:> (?<output>\S+))?")]
    private static partial Regex Command();

    [GeneratedRegex(@"""[^""]*""|\S+")]
    private static partial Regex Word();
}
